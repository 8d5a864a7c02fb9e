import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './packed-package';
import { projectFiles } from './tree';

/** Where a platform that came second may be named: its folder, its credential, its triggers, and the table of platforms with its adapter and the line that loads it. */
const AT_HOME =
	/^(src\/platforms\/shopify\/|credentials\/Shopify|nodes\/Shopify\w+Trigger\/|src\/host\/platforms\/(table|adapters\/(shopify|index))\.ts$)/;

const shipped = projectFiles().filter((file) => /^(src|nodes|credentials)\/.*\.ts$/.test(file));

describe('a platform that was added to the house', () => {
	it('is named nowhere else in what is shipped: whoever needs it asks the table', () => {
		const named = shipped.filter((file) => /shopify/i.test(`${file} ${readFileSync(join(projectDir, file), 'utf8')}`));
		expect(named.filter((file) => !AT_HOME.test(file))).toEqual([]);
		expect(named.length).toBeGreaterThan(10);
	});
});
