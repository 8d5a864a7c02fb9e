import { readFile } from 'node:fs/promises';
import { transform, type Plugin } from 'esbuild';

/**
 * Drops the documentation inside the libraries of the core chunk, which is a third of it, and leaves the code in
 * lines, so that a stack trace from somebody's n8n can be read.
 */
export const dropLibraryComments: Plugin = {
	name: 'storebridge-drop-library-comments',
	setup(build) {
		build.onLoad({ filter: /[\\/]node_modules[\\/].+\.[cm]?js$/ }, async ({ path }) => {
			const { code } = await transform(await readFile(path, 'utf8'), { minifyWhitespace: true, legalComments: 'none' });
			return { contents: code, loader: 'js' };
		});
	},
};
