import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PASSING_REASONS, REASONS, type ReasonCode } from '../../src/domain/reasons';
import { SCOPES } from '../../src/platforms/shopify/constants';
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

	it('names each scope that the credential test of a Shopify shop asks for, and no other', () => {
		const readme = pages.find(({ file }) => file === 'README.md')?.text ?? '';
		const section = /### Shopify credential\n(.*?)\n### /s.exec(readme)?.[1] ?? '';
		const named = [...section.matchAll(/`((?:read|write)_\w+)`/g)].map(([, scope]) => scope);
		expect(named.toSorted()).toEqual(Object.keys(SCOPES).toSorted());
	});

	describe('README on what to do', () => {
		const readme = pages.find(({ file }) => file === 'README.md')?.text ?? '';
		/** Rows of the table of codes. */
		const rows = [...readme.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| (.+) \|$/gm)].map(([, codes = '', advice = '']) => ({
			codes: [...codes.matchAll(/\w+/g)].map(([code]) => code as ReasonCode),
			advice,
		}));

		it('names codes that there are, each once', () => {
			const named = rows.flatMap(({ codes }) => codes);
			expect(named.filter((code) => !(code in REASONS))).toEqual([]);
			expect(named).toEqual([...new Set(named)]);
			expect(named.length).toBeGreaterThan(25);
		});

		it('names all that keeps a parcel from being confirmed or an order from being cancelled', () => {
			const named = new Set(rows.flatMap(({ codes }) => codes));
			const codes = (Object.keys(REASONS) as ReasonCode[]).filter((code) => /^(confirmation|cancel[A-Z])/.test(code));
			expect(codes.filter((code) => !named.has(code))).toEqual(['confirmationSkipped']);
		});

		it('says what the nodes say: what passes by itself, and what is to be retried', () => {
			const advice = (code: ReasonCode): string => REASONS[code].advice;
			const passes = (code: ReasonCode): boolean => PASSING_REASONS.includes(code) || /by itself/.test(advice(code));
			for (const row of rows) {
				const says = { byItself: row.advice.includes('by itself'), retry: /\bretry\b/.test(row.advice) };
				for (const code of row.codes)
					expect({ code, ...says }).toEqual({ code, byItself: passes(code), retry: /\bretry\b/i.test(advice(code)) });
			}
		});
	});
});
