import { existsSync, globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { packedPackage, projectDir, readJson, type PackedPackage } from './packed-package';

const MEGABYTE = 1_000_000;

describe('the packed package', () => {
	let packed: PackedPackage;

	beforeAll(async () => {
		packed = await packedPackage();
	}, 120_000);

	afterAll(() => {
		packed.remove();
	});

	it('holds dist, the licences and nothing that is only for developers', () => {
		const paths = [...packed.files.keys()];
		expect(paths).toEqual(expect.arrayContaining(['package.json', 'LICENSE', 'dist/THIRD_PARTY_LICENSES', 'dist/core.js']));
		const unexpected = paths.filter((path) => !/^(dist\/|package\.json$|LICENSE$|README\.md$|CHANGELOG\.md$)/.test(path));
		expect(unexpected).toEqual([]);
		expect(paths.filter((path) => /\.ts$|\.map$|\.test\.|(^|\/)(test|sandbox|src)\//.test(path))).toEqual([]);
	});

	it('is small', () => {
		const unpacked = [...packed.files.values()].reduce((sum, size) => sum + size, 0);
		expect(unpacked).toBeLessThan(3 * MEGABYTE);
	});

	it('installs as one package', () => {
		expect(packed.manifest.dependencies).toBeUndefined();
		expect(packed.manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(packed.manifest.keywords).toContain('n8n-community-node-package');
	});

	it('lists every node and credential of the folders', () => {
		const compiled = (pattern: string) =>
			globSync(pattern, { cwd: projectDir })
				.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`)
				.sort();
		expect([...packed.manifest.n8n.nodes].sort()).toEqual(compiled('nodes/**/*.node.ts'));
		expect([...packed.manifest.n8n.credentials].sort()).toEqual(compiled('credentials/**/*.credentials.ts'));
		for (const file of [...packed.manifest.n8n.nodes, ...packed.manifest.n8n.credentials]) {
			expect(packed.files.has(file)).toBe(true);
		}
		expect(packed.manifest.n8n.nodes.length).toBeGreaterThan(0);
	});

	it('has a codex beside every node', () => {
		expect(packed.manifest.n8n.nodes.filter((node) => !packed.files.has(`${node}on`))).toEqual([]);
	});

	it('requires nothing at run time but n8n-workflow, Node and its own chunks', () => {
		const foreign: string[] = [];
		let seen = 0;
		for (const path of packed.files.keys()) {
			if (!/^dist\/(core|nodes\/.*|credentials\/.*)\.js$/.test(path)) continue;
			seen += 1;
			const source = readFileSync(join(packed.folder, path), 'utf8');
			for (const [, wanted = ''] of source.matchAll(/\brequire\("([^"]+)"\)/g)) {
				if (!isBuiltin(wanted) && !/^(n8n-workflow$|\.)/.test(wanted)) foreign.push(`${path}: ${wanted}`);
			}
		}
		expect(foreign).toEqual([]);
		expect(seen).toBe(packed.manifest.n8n.nodes.length + packed.manifest.n8n.credentials.length + 1);
	});

	it('names every bundled package with its licence', () => {
		const licences = readFileSync(join(packed.folder, 'dist', 'THIRD_PARTY_LICENSES'), 'utf8');
		const lock = readJson(join(projectDir, 'package-lock.json')) as { packages: Record<string, { version?: string }> };
		const core = readFileSync(join(packed.folder, 'dist', 'core.js'), 'utf8');
		/** Words that each says in its own code. */
		const signs = { kysely: 'SelectQueryNode', 'decimal.js': '[DecimalError]' } as const;
		for (const [name, sign] of Object.entries(signs)) {
			const bundled = core.includes(sign);
			const title = `${name} ${String(lock.packages[`node_modules/${name}`]?.version)} (MIT)`;
			expect({ name, listed: licences.includes(title) }).toEqual({ name, listed: bundled });
		}
		expect(existsSync(join(packed.folder, 'LICENSE'))).toBe(true);
	});
});
