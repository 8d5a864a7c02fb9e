import type { Plugin } from 'esbuild';

/** zod brings its messages in sixty languages, a quarter of the core chunk; we show none of them. */
export const dropTranslations: Plugin = {
	name: 'storebridge-drop-translations',
	setup(build) {
		build.onLoad({ filter: /[\\/]node_modules[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
			contents: "export { default as en } from './en.js';",
			loader: 'js',
		}));
	},
};
