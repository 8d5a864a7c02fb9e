import type { Marketplaces } from '../../src/ports/marketplaces';

export interface MarketplacesUnderTest {
	readonly marketplaces: Marketplaces;
	/** Those that the account sells in. */
	readonly own: readonly string[];
	/** One that an account like this can never have, and a text that is no id at all. */
	readonly impossible: readonly string[];
	/** One that looks like an id, and that only the platform can tell about. */
	readonly unheardOf: string;
	readonly requests: () => number;
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever channel has them. */
export function marketplacesBattery(name: string, start: () => Promise<MarketplacesUnderTest>): void {
	describe(`${name}: marketplaces of an account`, () => {
		let test: MarketplacesUnderTest;
		beforeAll(async () => {
			test = await start();
		});
		afterAll(async () => {
			await test.close();
		});

		it('are known by id and name, each once, without a request', () => {
			const { known } = test.marketplaces;
			expect(known.map(({ id }) => id)).toEqual(expect.arrayContaining([...test.own]));
			for (const field of ['id', 'name'] as const) expect(new Set(known.map((one) => one[field])).size).toBe(known.length);
			expect(known.filter(({ name: shown }) => shown === '')).toEqual([]);
			expect(test.requests()).toBe(0);
		});

		it('that cannot be are told with the reason, without a request; of others nothing is said', () => {
			const { known, problemOf } = test.marketplaces;
			expect(known.map(({ id }) => problemOf(id))).toEqual(known.map(() => undefined));
			for (const id of test.impossible) expect(problemOf(id)).toEqual(expect.stringMatching(/\S/));
			expect([problemOf(test.unheardOf), test.requests()]).toEqual([undefined, 0]);
		});

		it('are those that the account is registered in, by the platform itself', async () => {
			const registered = await test.marketplaces.registered();
			expect([...registered]).toEqual(expect.arrayContaining([...test.own]));
			expect([...test.impossible, test.unheardOf].filter((id) => registered.has(id))).toEqual([]);
		});
	});
}
