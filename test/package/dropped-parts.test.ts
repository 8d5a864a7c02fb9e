import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { dropUnused } from '../../build/drop-unused';

/** A program with the parts left out, run. */
async function run(program: string): Promise<unknown> {
	const { outputFiles } = await build({
		stdin: { contents: `module.exports = ${program}`, resolveDir: __dirname },
		bundle: true,
		write: false,
		platform: 'node',
		format: 'cjs',
		plugins: [dropUnused],
	});
	const made: { exports: unknown } = { exports: undefined };
	compileFunction(outputFiles[0]?.text ?? '', ['module', 'require'])(made, require);
	return made.exports;
}

describe('what is left out of the SDKs', () => {
	it.each([
		['iconv-lite', `() => require('iconv-lite').decode(Buffer.from('x'), 'utf8')`],
		['csvtojson', `() => require('csvtojson')({ delimiter: ';' })`],
		['@noble/post-quantum', `() => require('@noble/post-quantum/hybrid.js').MLKEM768X25519.encapsulate()`],
		['fast-xml-parser', `() => new (require('fast-xml-parser').XMLParser)().parse('<a/>')`],
	])('says so when it is called after all: %s', async (name, program) => {
		expect(await run(program)).toThrow(`${name} was left out of the package`);
	});

	it('is not missed by the client of GraphQL, which has no resources of REST', async () => {
		const program = `new (require('shopify-api-node'))({ shopName: 'shop', accessToken: 'x', apiVersion: '2026-10' })`;
		const client = (await run(program)) as { readonly graphql: unknown; readonly order: unknown };
		expect([typeof client.graphql, client.order]).toEqual(['function', undefined]);
	});

	it('is not missed where it is only loaded: an XML parser made, a list of kinds of files gone through', async () => {
		const program = `[new (require('fast-xml-parser').XMLParser)() !== undefined, Object.keys(require('mime-db'))]`;
		expect(await run(program)).toEqual([true, []]);
	});
});
