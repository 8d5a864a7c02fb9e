import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectDir, readJson } from './packed-package';
import { projectFiles } from './tree';

const pages = projectFiles()
	.filter((file) => file.endsWith('.md') && !file.startsWith('test/'))
	.map((file) => ({ file, text: readFileSync(join(projectDir, file), 'utf8') }));

describe('what people read', () => {
	it('links to what is there', () => {
		const dead = pages.flatMap(({ file, text }) =>
			[...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)]
				.map(([, link = '']) => join(dirname(file), link))
				.filter((path) => !existsSync(join(projectDir, path)))
				.map((path) => `${file}: ${path}`),
		);
		expect(dead).toEqual([]);
		expect(pages.length).toBeGreaterThan(10);
	});

	it('names commands that there are', () => {
		const { scripts } = readJson(join(projectDir, 'package.json')) as { readonly scripts: Readonly<Record<string, string>> };
		const named = pages.flatMap(({ file, text }) => [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => ({ file, script })));
		expect(named.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
		expect(named.length).toBeGreaterThan(10);
	});
});
