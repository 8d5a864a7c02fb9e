import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PASSING_REASONS } from '../../src/domain/reasons';

const folder = join(__dirname, '..', '..', 'workflows');

// A template cannot ask the package which reasons pass by themselves: the one that tells people names them.
it('mails about nothing that passes by itself', () => {
	const lists = readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.flatMap((file) => {
			const found = /\[([^[\]]*)\]\.includes\(\$json\.code\)/.exec(readFileSync(join(folder, file), 'utf8'));
			return found?.[1] === undefined ? [] : [found[1].split(',').map((code) => code.trim().replaceAll("'", ''))];
		});
	expect(lists).toHaveLength(1);
	for (const codes of lists) expect([...codes].sort()).toEqual([...PASSING_REASONS].sort());
});
