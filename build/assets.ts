import { globSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectDir } from './layout';

/** What n8n reads beside the compiled files. It skips a missing codex or schema silently, so tests count them. */
const ASSETS = [
	'nodes/**/*.{svg,png}',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
	'credentials/**/*.{svg,png}',
	'icons/**/*.{svg,png}',
];

export async function copyAssets(stage: string): Promise<void> {
	for (const file of globSync(ASSETS, { cwd: projectDir })) {
		const [source, target] = [join(projectDir, file), join(stage, 'dist', file)];
		if (file.endsWith('.json')) await copyShort(source, target);
		else await cp(source, target);
	}
}

/** The lines and tabs of a schema are more than half of it. */
async function copyShort(source: string, target: string): Promise<void> {
	await mkdir(dirname(target), { recursive: true });
	await writeFile(target, JSON.stringify(JSON.parse(await readFile(source, 'utf8'))));
}
