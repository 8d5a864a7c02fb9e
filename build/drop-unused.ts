import type { Plugin } from 'esbuild';

/**
 * What the SDKs bring for calls that we never make, half of their chunks: alphabets, tables and XML of the reports that
 * amazon-sp-api downloads, the kinds of files that a form could carry, and age's keys that a quantum computer does not break, a
 * third of age. Their chunks are read in the middle of a run, and n8n stands still meanwhile.
 */
const UNUSED = /^(iconv-lite|csvtojson|fast-xml-parser|mime-db|object-inspect|@noble\/post-quantum\/hybrid\.js)$/;

/** Whoever comes to call one of them after all learns at once what is the matter. */
const leftOut = (name: string): string => `() => { throw new Error('${name} was left out of the package: see build/drop-unused.ts'); }`;

/** An XML parser is made with each client, and used for reports. */
const INSTEAD: Readonly<Record<string, string>> = {
	'iconv-lite': `exports.decode = ${leftOut('iconv-lite')};`,
	'@noble/post-quantum/hybrid.js': `exports.MLKEM768X25519 = exports.MLKEM768P256 = { encapsulate: ${leftOut('@noble/post-quantum')} };`,
	// For the text of an error about a cycle in a query.
	'object-inspect': 'module.exports = String;',
	csvtojson: `module.exports = ${leftOut('csvtojson')};`,
	'fast-xml-parser': `exports.XMLParser = class { parse = ${leftOut('fast-xml-parser')}; };`,
};

/**
 * Of shopify-api-node its transport of GraphQL alone is used: not the resources of the REST API nor what builds their queries, its own
 * limiter, and what got could do besides (HTTP/2, caches).
 */
const UNUSED_FOR_GRAPHQL = /^(\.\/resources|qs|stopcock|lodash\/.+|http2-wrapper|cacheable-lookup|cacheable-request)$/;
const GRAPHQL_CLIENT = /[\\/]node_modules[\\/](shopify-api-node|got)[\\/]/;
const INSTEAD_OF_RESOURCES = 'exports.registerAll = () => undefined;';

export const dropUnused: Plugin = {
	name: 'storebridge-drop-unused',
	setup(build) {
		build.onResolve({ filter: UNUSED_FOR_GRAPHQL }, ({ path, importer }) =>
			GRAPHQL_CLIENT.test(importer) ? { path, namespace: 'unused' } : undefined,
		);
		build.onLoad({ filter: UNUSED_FOR_GRAPHQL, namespace: 'unused' }, ({ path }) => ({
			contents: path === './resources' ? INSTEAD_OF_RESOURCES : `module.exports = ${leftOut(path)};`,
			loader: 'js',
		}));
		build.onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: 'unused' }));
		build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: INSTEAD[path] ?? '', loader: 'js' }));
	},
};
