import { readFile } from 'node:fs/promises';
import { transform, type Plugin } from 'esbuild';

/** Makes the libraries of the core chunk, a third of it, short. Our own code keeps its names, so that a stack trace from somebody's n8n can be read. */
export const dropLibraryComments: Plugin = {
	name: 'storebridge-drop-library-comments',
	setup(build) {
		build.onLoad({ filter: /[\\/]node_modules[\\/].+\.[cm]?js$/ }, async ({ path }) => {
			const { code } = await transform(await readFile(path, 'utf8'), { minify: true, legalComments: 'none' });
			return { contents: code, loader: 'js' };
		});
	},
};
