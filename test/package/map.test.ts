import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './packed-package';
import { foldersOf } from './tree';

/** The table at the head of CONTRIBUTING.md: folder and line. */
const rows = readFileSync(join(projectDir, 'CONTRIBUTING.md'), 'utf8')
	.split('\n')
	.flatMap((line): [string, string][] => {
		const [, folder, what] = /^\| `([^`]+)\/` \| (.*) \|$/.exec(line) ?? [];
		return folder === undefined || what === undefined ? [] : [[folder, what]];
	});

const under = (folder: string): readonly string[] => foldersOf(folder).map((name) => `${folder}/${name}`);
const parts = under('src');

describe('the map in CONTRIBUTING.md', () => {
	it('has every folder of the project, of src and of its parts, and no other', () => {
		const there = [...foldersOf('.'), ...parts, ...parts.flatMap(under)];
		const mapped = rows.map(([folder]) => folder);
		const advice = 'Update the map at the head of CONTRIBUTING.md';
		expect({
			advice,
			missing: there.filter((folder) => !mapped.includes(folder)),
			gone: mapped.filter((folder) => !there.includes(folder)),
		}).toEqual({
			advice,
			missing: [],
			gone: [],
		});
	});

	it('says of each what is there, once', () => {
		expect(rows.filter(([, what]) => what.length < 10 || what.length > 120)).toEqual([]);
		expect(new Set(rows.map(([folder]) => folder)).size).toBe(rows.length);
	});
});
