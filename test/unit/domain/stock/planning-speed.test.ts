import { planForChannel } from '../../../../src/domain/stock/plan-for-channel';
import { fact, link, map, pieces } from './planning';

const COUNT = 10_000;
const ids = Array.from({ length: COUNT }, (_, index) => String(index));
const links = ids.map((id) => link(`L${id}`, id));
const given = {
	rows: ids.map((id, index) => pieces(id, 5, { input: index + 1 })),
	links,
	facts: new Map(links.map(({ sku }) => [sku, fact(sku)])),
	productQuantities: map<never>(),
	sources: map<never>(),
	pushed: map<never>(),
	sold: map<never>(),
	leftOut: new Set<string>(),
	rule: { percentage: 100, safetyStock: 2 },
	guard: { percentage: 20, atLeast: 10, linkedProducts: COUNT, zeroedLastHour: 0 },
	sendAll: false,
	sumRows: false,
	zeroGone: false,
	maximum: 99_999,
	allowUnlinked: false,
};

describe('a plan of ten thousand items', () => {
	it('is there at once, and lets others work meanwhile', async () => {
		let turns = 0;
		let planned = false;
		const turn = (): void => {
			turns += 1;
			if (!planned) setImmediate(turn);
		};
		setImmediate(turn);
		const before = process.cpuUsage();
		const plan = await planForChannel(given);
		const spent = process.cpuUsage(before).user / 1000;
		planned = true;
		expect(plan.writes).toHaveLength(COUNT);
		expect(turns).toBeGreaterThan(1);
		// An idle machine needs a fifth of it.
		expect(spent).toBeLessThan(1500);
	});
});
