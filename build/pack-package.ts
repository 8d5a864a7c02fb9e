import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command';

interface PackResult {
	readonly filename: string;
}

/**
 * Packs the built package as npm would publish it. dist/ must be up to date (`ensureBuilt`).
 * @returns path of the tarball
 */
export async function packPackage(folder: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const report = await runCommand('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder]);
	const parsed = JSON.parse(report) as PackResult[] | Record<string, PackResult>;
	const [packed] = Object.values(parsed);
	if (!packed) throw new Error(`npm pack reported no tarball: ${report}`);
	return join(folder, packed.filename);
}
