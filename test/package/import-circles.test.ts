import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import ts from 'typescript';
import { projectDir } from './packed-package';

const FILES = '{src,nodes,credentials,sandbox,demo,bench}/**/*.ts';

type Imports = ReadonlyMap<string, readonly string[]>;

/** Imports and re-exports, those of types alone too: two files that need each other's types are one thing cut in two. */
function wantedBy(text: string): readonly string[] {
	return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The file of ours that is meant; undefined for a package, or for a file that is no TypeScript. */
function fileOf(importer: string, wanted: string): string | undefined {
	if (!wanted.startsWith('.')) return undefined;
	const path = posix.join(dirname(importer), wanted);
	return [`${path}.ts`, posix.join(path, 'index.ts')].find((candidate) => existsSync(join(projectDir, candidate)));
}

function importsOfAll(files: readonly string[]): Imports {
	return new Map(
		files.map((file) => [file, wantedBy(readFileSync(join(projectDir, file), 'utf8')).flatMap((wanted) => fileOf(file, wanted) ?? [])]),
	);
}

/** The shortest way from a file back to itself; undefined when there is none. */
function circleThrough(start: string, imports: Imports): readonly string[] | undefined {
	const seen = new Set<string>();
	let ways: readonly (readonly string[])[] = [[start]];
	while (ways.length > 0) {
		const longer: (readonly string[])[] = [];
		for (const way of ways) {
			for (const next of imports.get(way.at(-1) ?? '') ?? []) {
				if (next === start) return [...way, start];
				if (seen.has(next)) continue;
				seen.add(next);
				longer.push([...way, next]);
			}
		}
		ways = longer;
	}
	return undefined;
}

/** Each circle once, told from its first file by name. */
function circles(imports: Imports): readonly string[] {
	return [...imports.keys()].flatMap((file) => {
		const circle = circleThrough(file, imports);
		return circle !== undefined && circle.every((other) => file <= other) ? [circle.join(' -> ')] : [];
	});
}

describe('import circles', () => {
	const files = globSync(FILES, { cwd: projectDir }).map((file) => file.split(sep).join('/'));
	const imports = importsOfAll(files);

	it('there are none, not even among types', () => {
		expect(circles(imports)).toEqual([]);
	});

	it('were looked for in all parts', () => {
		const parts = new Set(files.map((file) => file.split('/')[0]));
		expect([...parts].sort()).toEqual(['bench', 'credentials', 'demo', 'nodes', 'sandbox', 'src']);
		const lonely = files.filter((file) => imports.get(file)?.length === 0);
		expect(lonely.length).toBeLessThan(files.length / 2);
	});

	it.each([
		["import type { One } from './one';", './one'],
		["export { one } from './one';", './one'],
		["export type Two = import('./one').One;", './one'],
		["const one = await import('./one');", './one'],
	])('are seen in %s', (text, wanted) => {
		expect(wantedBy(text)).toEqual([wanted]);
	});

	it('are told with every file of theirs, whoever else leads there', () => {
		const tangled = new Map([
			['a', ['b']],
			['b', ['c', 'e']],
			['c', ['d']],
			['d', ['b']],
			['e', []],
			['f', ['f']],
		]);
		expect(circles(tangled)).toEqual(['b -> c -> d -> b', 'f -> f']);
	});
});
