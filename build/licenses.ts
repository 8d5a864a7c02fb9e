import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { projectDir } from './layout';

/** Licences under which a package may be bundled into an MIT package, if its text is shipped. */
const ALLOWED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0']);

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
}

/** `node_modules/a/node_modules/@b/c/lib/x.js` -> `node_modules/a/node_modules/@b/c` */
function packageFolder(input: string): string | undefined {
	return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

async function licenceText(folder: string): Promise<string> {
	const [file] = globSync('{LICENSE,LICENCE,License,license,COPYING}*', { cwd: join(projectDir, folder) }).sort();
	return file === undefined ? '(The package ships no licence file.)' : await readFile(join(projectDir, folder, file), 'utf8');
}

/** Writes dist/THIRD_PARTY_LICENSES: every package of which a file went into the bundles, with its licence text. */
export async function writeLicenses(stage: string, metafiles: readonly Metafile[]): Promise<void> {
	const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
	const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined))].sort();
	const sections = new Map<string, string>();
	for (const folder of folders) {
		const manifest = JSON.parse(await readFile(join(projectDir, folder, 'package.json'), 'utf8')) as Manifest;
		const licence = manifest.license ?? 'none';
		if (!ALLOWED.has(licence)) throw new Error(`${manifest.name} ${manifest.version} has licence "${licence}", which is not on the list`);
		const title = `${manifest.name} ${manifest.version} (${licence})`;
		sections.set(title, `${title}\n\n${(await licenceText(folder)).trim()}\n`);
	}
	const head = 'Storebridge contains these packages, bundled, under their own licences.\n';
	const text = [head, ...[...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, section]) => section)].join(`\n${'-'.repeat(80)}\n\n`);
	await writeFile(join(stage, 'dist', 'THIRD_PARTY_LICENSES'), text);
}
