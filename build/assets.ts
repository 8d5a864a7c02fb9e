import { globSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
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
		await cp(join(projectDir, file), join(stage, 'dist', file));
	}
}
