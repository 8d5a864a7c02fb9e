import { openSqlite } from '../../../src/database';
import type { AccountKey } from '../../../src/domain/ids';
import type { Database } from '../../../src/ports/database';
import { checkConnection } from '../../../src/usecases/watch/check-connection';
import { connectionNews } from '../../../src/usecases/watch/connection-news';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';

const ACCOUNT = 'memory:shop-1' as AccountKey;
const HOUR = 60 * 60_000;

describe('news of a connection', () => {
	let clock: VirtualClock;
	let database: Database;
	beforeEach(async () => {
		clock = new VirtualClock('2026-10-28T08:00:00.000Z');
		database = await openSqlite({ file: ':memory:', clock });
	});
	afterEach(async () => {
		await database.close();
	});

	/** What a run tells that finds the clock of the platform so far ahead, and ends well. */
	const told = async (aheadMs: number, endsWell = true): Promise<readonly string[]> => {
		const inspect = async () => await Promise.resolve({ ok: true, summary: '', findings: [], clockAheadMs: aheadMs });
		const check = { check: inspect, inspect };
		const { findings } = await checkConnection({ check, database, clock, timeZone: 'UTC' }, ACCOUNT, []);
		const { news, ended } = await connectionNews({ database, clock, owner: 'run' }, ACCOUNT, findings);
		await ended(endsWell);
		return news.map(({ code }) => code);
	};

	it('tells of a clock that drifts once, not at each look by the seconds that it is off then', async () => {
		expect(await told(75_000, false)).toEqual(['platformClockSkew']);
		expect(await told(75_400)).toEqual(['platformClockSkew']);
		for (const ahead of [76_000, 79_000, 64_000]) {
			await clock.pass(HOUR);
			expect(await told(ahead)).toEqual([]);
		}
	});

	it('tells of it again when it was right in between', async () => {
		expect(await told(75_000)).toEqual(['platformClockSkew']);
		expect(await told(0)).toEqual([]);
		expect(await told(75_000)).toEqual(['platformClockSkew']);
	});
});
