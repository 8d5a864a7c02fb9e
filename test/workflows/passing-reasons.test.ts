import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECIDED_ONE_BY_ONE, PASSING_REASONS } from '../../src/domain/reasons';

const folder = join(__dirname, '..', '..', 'workflows');

// A template cannot ask the package which reasons are of a kind: it names them.
it.each([
	['notify.json mails about nothing that passes by itself', 'notify.json', PASSING_REASONS],
	['repair.json retries with "all" nothing that waits for a word of its own', 'repair.json', DECIDED_ONE_BY_ONE],
])('%s', (_what, file, codes) => {
	const lists = [...readFileSync(join(folder, file), 'utf8').matchAll(/\[([^[\]]*)\]\.includes\(\$json\.code\)/g)];
	expect(lists).toHaveLength(1);
	for (const [, list = ''] of lists)
		expect(
			list
				.split(',')
				.map((code) => code.trim().replaceAll("'", ''))
				.sort(),
		).toEqual([...codes].sort());
});
