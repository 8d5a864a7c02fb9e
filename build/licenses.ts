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
	const texts = new Map<string, { readonly text: string; readonly packages: string[] }>();
	for (const folder of folders) {
		const manifest = JSON.parse(await readFile(join(projectDir, folder, 'package.json'), 'utf8')) as Manifest;
		const licence = manifest.license ?? 'none';
		if (!ALLOWED.has(licence)) throw new Error(`${manifest.name} ${manifest.version} has licence "${licence}", which is not on the list`);
		const { holders, text } = parts(await licenceText(folder));
		const key = text.replaceAll(/[“”]/g, '"').replaceAll(/\s+/g, ' ');
		const known = texts.get(key) ?? { text, packages: [] };
		texts.set(key, known);
		known.packages.push([`${manifest.name} ${manifest.version} (${licence})`, ...holders].join('\n'));
	}
	const head = 'Storebridge contains these packages, bundled, under their own licences. What several have word for word stands once.\n';
	const sections = [...texts.values()].map(({ text, packages }) => `${[...new Set(packages)].sort().join('\n\n')}\n\n${text}\n`).sort();
	await writeFile(join(stage, 'dist', 'THIRD_PARTY_LICENSES'), [head, ...sections].join(`\n${'-'.repeat(80)}\n\n`));
}

const TITLE = /^\s*\(?(the )?(mit|isc) licen[cs]e\)?( \(mit\))?\s*$/i;
const HOLDER = /^\s*copyright\b/i;

/** Whose it is, and what they say, which many say in the same words. A licence with more than one title is left as it is. */
function parts(licence: string): { readonly holders: readonly string[]; readonly text: string } {
	const lines = licence.trim().split(/\r?\n/);
	const from = lines.findIndex((line) => line.trim() !== '' && !TITLE.test(line) && !HOLDER.test(line));
	const holders = lines.slice(0, Math.max(0, from)).filter((line) => HOLDER.test(line));
	return holders.length === 0
		? { holders, text: lines.join('\n') }
		: { holders: holders.map((line) => line.trim()), text: lines.slice(from).join('\n') };
}
