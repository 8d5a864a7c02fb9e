import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { credentialFiles, nodeFiles, projectDir } from './layout';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

const manifestFile = join(projectDir, 'package.json');

async function readManifest(): Promise<Manifest> {
	return JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
}

function registration(): Manifest['n8n'] {
	return {
		credentials: credentialFiles().map((file) => file.compiled),
		nodes: nodeFiles().map((file) => file.compiled),
	};
}

/** Fails when package.json names other nodes or credentials than the folders hold: n8n would silently not load them. */
export async function checkRegistration(): Promise<void> {
	const { n8n } = await readManifest();
	const wanted = registration();
	for (const list of ['nodes', 'credentials'] as const) {
		const listed = [...n8n[list]].sort();
		const missing = wanted[list].filter((path) => !listed.includes(path));
		const extra = listed.filter((path) => !wanted[list].includes(path));
		if (missing.length + extra.length === 0) continue;
		throw new Error(
			`package.json n8n.${list} does not agree with the ${list}/ folder (missing: ${missing.join(', ') || 'none'}; ` +
				`without source: ${extra.join(', ') || 'none'}). Run: npx gulp register`,
		);
	}
}

/** Writes what the folders hold into package.json. */
export async function registerFiles(): Promise<void> {
	const manifest = await readManifest();
	Object.assign(manifest.n8n, registration());
	await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
}
