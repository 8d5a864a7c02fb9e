import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../src/database';
import type { Database } from '../../../src/ports/database';
import { archivePersonalData, eraseArchived, erasePersonalData } from '../../../src/usecases/privacy/erase-personal-data';
import { MemoryPeople } from '../../fixtures/memory-platform/memory-people';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';

const MADE = Date.UTC(2026, 0, 1);
const NOW = Date.UTC(2026, 5, 1);
/** More than a run looks through of what the log does not know: the memory store's lists hold one order each. */
const ORDERS = 25;

describe('an archive of what the log does not know', () => {
	let folder: string;
	let database: Database;
	const clock = new VirtualClock(new Date(NOW).toISOString());
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
		database = await openSqlite({ file: join(folder, 'database.sqlite'), clock });
	});
	afterEach(async () => {
		await database.close();
		rmSync(folder, { recursive: true });
	});

	it('goes on where the one before ended, until nobody is named', async () => {
		const eraser = new MemoryPeople({ platform: 'memory', id: 'store' });
		for (let at = 1; at <= ORDERS; at += 1) {
			const createdAt = new Date(MADE + at * 60_000).toISOString();
			const people = { addresses: `Name ${at}` };
			const id = String(at);
			eraser.orders.set(id, {
				id,
				origin: `memory:channel/${at}`,
				createdAt,
				total: '1.00',
				overSince: createdAt,
				meta: new Set(),
				people,
			});
		}
		const deps = { eraser, database, clock, owner: 'host|1|1|erase' };
		const wish = { until: new Date(NOW).toISOString(), keepKey: '_keep', limit: 500 };
		const archived: string[] = [];
		for (let run = 0; run < 4; run += 1) {
			const archive = await archivePersonalData(deps, wish, false);
			archived.push(...archive.data.map(({ orderNumber }) => orderNumber));
			await eraseArchived(deps, archive.orders, wish, false);
		}
		expect([archived.length, new Set(archived).size]).toEqual([ORDERS, ORDERS]);
		expect([...eraser.orders.values()].filter(({ erasedOn }) => erasedOn === undefined)).toEqual([]);
	});

	it('names what the store shows and nobody can read', async () => {
		const eraser = new MemoryPeople({ platform: 'memory', id: 'store' });
		const createdAt = new Date(MADE).toISOString();
		const people = { addresses: 'Name' };
		for (const id of ['1', '2'])
			eraser.orders.set(id, {
				id,
				origin: `memory:channel/${id}`,
				createdAt,
				total: '1.00',
				overSince: createdAt,
				meta: new Set(),
				people,
			});
		eraser.unreadable.add('1');
		const deps = { eraser, database, clock, owner: 'host|1|1|erase' };
		const wish = { until: new Date(NOW).toISOString(), keepKey: '_keep', limit: 500 };
		expect(await erasePersonalData(deps, wish, false)).toMatchObject([
			{ orderNumber: '2', action: 'erased' },
			{ storeOrder: { id: '1' }, action: 'failed', reason: { code: 'eraseUnreadable' } },
		]);
	});
});
