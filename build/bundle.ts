import { join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { dropLibraryComments } from './drop-comments';
import { dropTranslations } from './drop-translations';
import { dropUnused } from './drop-unused';
import { coreImports, edgeImports } from './import-rules';
import { vendorPackages } from './import-table';
import { zodByName } from './zod-by-name';
import { coreEntry, credentialFiles, hasCore, nodeFiles, projectDir, vendorFile } from './layout';

const common = {
	absWorkingDir: projectDir,
	bundle: true,
	platform: 'node',
	target: 'node24',
	format: 'cjs',
	charset: 'utf8',
	legalComments: 'none',
	metafile: true,
	logLevel: 'silent',
	// `import()` becomes `require()`: one module cache for all, and no second loader inside n8n.
	supported: { 'dynamic-import': false },
} satisfies BuildOptions;

async function bundleEdges(stage: string): Promise<Metafile[]> {
	const results: Metafile[] = [];
	for (const file of [...nodeFiles(), ...credentialFiles()]) {
		const { metafile } = await build({
			...common,
			entryPoints: [file.source],
			outfile: join(stage, file.compiled),
			minifyWhitespace: true,
			lineLimit: 160,
			plugins: [edgeImports(file.compiled)],
		});
		results.push(metafile);
	}
	return results;
}

async function bundleCore(stage: string, used: Set<string>): Promise<Metafile[]> {
	if (!hasCore()) return [];
	const { metafile } = await build({
		...common,
		entryPoints: [coreEntry],
		outfile: join(stage, 'dist', 'core.js'),
		// Names of functions and classes, and lines, stay: an error's stack is to be of use.
		minify: true,
		keepNames: true,
		lineLimit: 160,
		plugins: [coreImports(used), dropTranslations, dropLibraryComments, zodByName],
	});
	return [metafile];
}

async function bundleVendor(stage: string, name: string): Promise<Metafile> {
	const { metafile } = await build({
		...common,
		stdin: { contents: `module.exports = require(${JSON.stringify(name)});`, resolveDir: projectDir, loader: 'js' },
		outfile: join(stage, 'dist', vendorFile(name)),
		minify: true,
		// pg asks for its native twin inside a getter that nobody reads.
		external: ['pg-native'],
		// Amazon's SDK can do without an XML parser; what we load by ourselves is whole.
		plugins: name === 'fast-xml-parser' ? [] : [dropUnused],
	});
	return metafile;
}

/**
 * Bundles everything into `<stage>/dist`.
 * @returns what esbuild read, for the licence list
 */
export async function bundleAll(stage: string): Promise<Metafile[]> {
	const used = new Set<string>();
	const edges = await bundleEdges(stage);
	const core = await bundleCore(stage, used);
	const vendors: Metafile[] = [];
	for (const name of vendorPackages.filter((candidate) => used.has(candidate))) {
		vendors.push(await bundleVendor(stage, name));
	}
	return [...edges, ...core, ...vendors];
}
