import type { Plugin } from 'esbuild';

/**
 * What the SDKs bring for calls that we never make, half of their chunks: alphabets, tables and XML of the reports that
 * amazon-sp-api downloads, and the kinds of files that a form could carry. Their chunks are read in the middle of a run, and
 * n8n stands still meanwhile.
 */
const UNUSED = /^(iconv-lite|csvtojson|fast-xml-parser|mime-db)$/;

export const dropUnused: Plugin = {
	name: 'storebridge-drop-unused',
	setup(build) {
		build.onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: 'unused' }));
		// An XML parser is made with each client, and used for reports.
		build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
			contents: path === 'fast-xml-parser' ? 'exports.XMLParser = class {};' : '',
			loader: 'js',
		}));
	},
};
