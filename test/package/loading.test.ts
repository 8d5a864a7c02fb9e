import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { packedPackage, type PackedPackage } from './packed-package';

const execute = promisify(execFile);

interface Icons {
	readonly light: string;
	readonly dark: string;
}

interface ProbeReport {
	readonly known: { readonly nodes: Record<string, unknown>; readonly credentials: Record<string, unknown> };
	readonly types: { readonly nodes: readonly object[]; readonly credentials: readonly unknown[] };
	readonly nodes: ReadonlyArray<{
		readonly name: string;
		readonly className: string;
		readonly descriptionName: string;
		readonly sourcePath: string;
		readonly codex?: { readonly alias?: readonly string[]; readonly categories?: readonly string[] };
		readonly iconUrl?: Icons | string;
		readonly schemas: ReadonlyArray<{ readonly resource?: string; readonly operation?: string; readonly found: boolean }>;
		readonly credentials: ReadonlyArray<{ readonly name: string; readonly testedBy?: unknown }>;
		readonly credentialTests: readonly string[];
	}>;
	readonly credentials: ReadonlyArray<{
		readonly name: string;
		readonly className: string;
		readonly typeName: string;
		readonly test?: unknown;
		readonly iconUrl?: Icons | string;
	}>;
	readonly atStart: readonly string[];
	readonly afterClasses: readonly string[];
	readonly atEnd: readonly string[];
}

describe("the packed package in n8n's own loaders", () => {
	let packed: PackedPackage;
	let lazy: ProbeReport;
	let eager: ProbeReport;

	async function probe(mode: 'lazy' | 'eager' | 'core'): Promise<ProbeReport> {
		const { stdout } = await execute(process.execPath, [join(__dirname, 'load-probe.cjs'), packed.folder, mode], {
			maxBuffer: 64 * 1024 * 1024,
			// Under NODE_ENV=test n8n's loader takes a shortcut that production does not take.
			env: { ...process.env, NODE_ENV: 'production' },
		});
		return JSON.parse(stdout.slice(stdout.indexOf('{'))) as ProbeReport;
	}

	beforeAll(async () => {
		packed = await packedPackage();
		lazy = await probe('lazy');
		eager = await probe('eager');
	}, 120_000);

	afterAll(() => {
		packed.remove();
	});

	it('loads every listed node and credential under its file name', () => {
		expect(eager.nodes.map((node) => node.sourcePath).sort()).toEqual([...packed.manifest.n8n.nodes].sort());
		expect(eager.credentials).toHaveLength(packed.manifest.n8n.credentials.length);
		for (const node of eager.nodes) {
			expect(node.sourcePath).toMatch(new RegExp(`/${node.className}\\.node\\.js$`));
			expect(node.descriptionName).toBe(node.name);
			expect(node.name).toBe(`${node.className[0]?.toLowerCase() ?? ''}${node.className.slice(1)}`);
		}
		for (const credential of eager.credentials) expect(credential.typeName).toBe(credential.name);
		expect(eager.nodes.length).toBeGreaterThan(0);
	});

	it('knows its nodes at start without loading a file of ours', () => {
		expect(lazy.atStart).toEqual([]);
		expect(Object.keys(lazy.known.nodes).sort()).toEqual(eager.nodes.map((node) => node.name).sort());
	});

	it('ships metadata that match the classes', () => {
		// n8n's own tool leaves this list out.
		const withoutMethodNames = eager.types.nodes.map((type) => ({ ...type, __loadOptionsMethods: undefined }));
		expect(lazy.known).toEqual(eager.known);
		expect(lazy.types.nodes).toEqual(withoutMethodNames);
		expect(lazy.types.credentials).toEqual(eager.types.credentials);
	});

	it('reads every description without loading our core or an SDK', () => {
		expect(lazy.afterClasses.filter((file) => !/^dist\/(nodes|credentials)\//.test(file))).toEqual([]);
		expect(lazy.afterClasses.length).toBeGreaterThan(0);
	});

	it('loads the core without loading an SDK', async () => {
		const { atEnd } = await probe('core');
		expect(atEnd).toContain(join('dist', 'core.js'));
		expect(atEnd.filter((file) => file.includes('vendor'))).toEqual([]);
	});

	it('reaches its own code through one shared module, so that its state is one per process', () => {
		const core = join(packed.folder, 'dist', 'core.js');
		let reaching = 0;
		for (const path of [...packed.manifest.n8n.nodes, ...packed.manifest.n8n.credentials]) {
			const source = readFileSync(join(packed.folder, path), 'utf8');
			// esbuild names the source of each part it puts into a file.
			expect({
				path,
				inlined: /^\/\/ (src\/(usecases|database|http|platforms\/[^/]+\/(?!constants))|node_modules\/).*$/m.exec(source)?.[0],
			}).toEqual({ path });
			for (const [, wanted = ''] of source.matchAll(/\brequire\("(\.[^"]+)"\)/g)) {
				expect(resolve(dirname(join(packed.folder, path)), wanted)).toBe(core);
				reaching += 1;
			}
		}
		expect(reaching).toBeGreaterThan(0);
	});

	it('gives every node search words and a category, and light and dark icons that exist', () => {
		const withIcons = [...eager.nodes, ...eager.credentials];
		for (const { name, iconUrl } of withIcons) {
			expect({ name, iconUrl }).toEqual({ name, iconUrl: { light: expect.any(String) as string, dark: expect.any(String) as string } });
			const { light, dark } = iconUrl as Icons;
			for (const url of [light, dark]) {
				const file = url.replace(`icons/${packed.manifest.name}/`, '');
				expect({ name, file, exists: existsSync(join(packed.folder, file)) }).toEqual({ name, file, exists: true });
			}
		}
		for (const { name, codex } of eager.nodes) {
			expect({ name, aliases: (codex?.alias ?? []).length > 0, categories: (codex?.categories ?? []).length > 0 }).toEqual({
				name,
				aliases: true,
				categories: true,
			});
		}
	});

	it('has an output schema for every operation of every node, where n8n looks for it', () => {
		const missing = eager.nodes.flatMap((node) =>
			node.schemas.filter((schema) => !schema.found).map(({ resource, operation }) => [node.name, resource, operation].join(' ').trim()),
		);
		expect(missing).toEqual([]);
	});

	it('asks only for credentials that it ships', () => {
		const shipped = eager.credentials.map((credential) => credential.name);
		const wanted = eager.nodes.flatMap((node) => node.credentials.map((credential) => credential.name));
		expect(wanted.filter((name) => !shipped.includes(name))).toEqual([]);
	});

	it('can test every credential: by itself, or by a node that has the method it names', () => {
		const used = eager.nodes.flatMap((node) => node.credentials.map((credential) => ({ node, ...credential })));
		const broken = used.filter(({ node, testedBy }) => typeof testedBy === 'string' && !node.credentialTests.includes(testedBy));
		expect(broken.map(({ node, name }) => `${node.name}: ${name}`)).toEqual([]);
		const untested = eager.credentials.filter(
			({ name, test }) => test === undefined && !used.some((usage) => usage.name === name && usage.testedBy !== undefined),
		);
		expect(untested.map(({ name }) => name)).toEqual([]);
	});
});
