import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const projectDir = join(__dirname, '..', '..');

const execute = promisify(execFile);

export interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly keywords: readonly string[];
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly engines?: { readonly node?: string };
	readonly devDependencies?: Readonly<Record<string, string>>;
	readonly peerDependencies?: Readonly<Record<string, string>>;
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

export function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8'));
}

export interface PackedPackage {
	/** The unpacked package, where `require('n8n-workflow')` finds it as inside n8n. */
	readonly folder: string;
	readonly manifest: Manifest;
	/** Sizes in bytes of every packed file, by path relative to the package. */
	readonly files: ReadonlyMap<string, number>;
	remove(): void;
}

interface PackReport {
	readonly filename: string;
	readonly files: ReadonlyArray<{ readonly path: string; readonly size: number }>;
}

/** Builds (when something changed), packs with npm and unpacks, as n8n's installer does. */
export async function packedPackage(): Promise<PackedPackage> {
	await execute(join(projectDir, 'node_modules', '.bin', 'tsx'), ['build/ensure-built.ts'], { cwd: projectDir });
	const cache = join(projectDir, '.cache');
	mkdirSync(cache, { recursive: true });
	const base = mkdtempSync(join(cache, 'packed-'));
	const packing = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', base];
	const { stdout } = await execute('npm', packing, { cwd: projectDir });
	const [report] = Object.values(JSON.parse(stdout) as Record<string, PackReport>);
	if (!report) throw new Error(`npm pack reported nothing: ${stdout}`);
	await execute('tar', ['xzf', report.filename], { cwd: base });
	const folder = join(base, 'package');
	return {
		folder,
		manifest: readJson(join(folder, 'package.json')) as Manifest,
		files: new Map(report.files.map((file) => [file.path, file.size])),
		remove: () => {
			rmSync(base, { recursive: true, force: true });
		},
	};
}
