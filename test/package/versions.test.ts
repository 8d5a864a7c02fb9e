import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir, readJson, type Manifest } from './packed-package';

const manifest = readJson(join(projectDir, 'package.json')) as Manifest;

describe('versions', () => {
	it('of Node are the same for people, npm and the bootstrap', () => {
		const line = readFileSync(join(projectDir, '.nvmrc'), 'utf8').trim();
		const pinned = /NODE_VERSION = '([^']+)'/.exec(readFileSync(join(projectDir, 'scripts', 'bootstrap', 'versions.mjs'), 'utf8'))?.[1];
		expect(manifest.engines?.node).toBe(`>=${line}`);
		expect(pinned?.split('.')[0]).toBe(line);
	});

	it('are exact', () => {
		const loose = Object.entries(manifest.devDependencies ?? {}).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
		expect(loose).toEqual([]);
	});

	it('are those of the lock file, which names no registry', () => {
		const text = readFileSync(join(projectDir, 'package-lock.json'), 'utf8');
		expect(text).not.toContain('"resolved"');
		const { packages } = JSON.parse(text) as { packages: Record<string, { version?: string }> };
		for (const [name, version] of Object.entries(manifest.devDependencies ?? {})) {
			expect({ name, version: packages[`node_modules/${name}`]?.version }).toEqual({ name, version });
		}
	});

	// npm leaves out what a registry does not have at that moment, and `npm ci` then fails on every machine.
	it('are complete for every platform', () => {
		const { packages } = readJson(join(projectDir, 'package-lock.json')) as {
			packages: Record<string, { optionalDependencies?: Record<string, string> }>;
		};
		const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
		const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
		expect(wanted.filter((name) => !names.has(name))).toEqual([]);
		expect(wanted.length).toBeGreaterThan(20);
	});

	// A node tested against another n8n-core than the one that runs it would be tested against a stranger.
	it.each(['n8n-core', 'n8n-workflow'])('of %s is the one inside the real n8n', (name) => {
		const n8nDir = process.env.STOREBRIDGE_N8N_DIR;
		if (n8nDir === undefined || !existsSync(n8nDir)) {
			console.warn(`NOT CHECKED: ${name} against the real n8n, which is not installed (npm test installs it)`);
			return;
		}
		const inside = readJson(join(n8nDir, 'node_modules', name, 'package.json')) as Manifest;
		expect(manifest.devDependencies?.[name]).toBe(inside.version);
	});
});
