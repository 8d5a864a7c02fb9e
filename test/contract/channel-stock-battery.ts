import type { ChannelStockSink, StockWrite, StockWritten } from '../../src/ports/stock-sink';
import type { ChannelStock, StockPage } from '../../src/ports/stock-source';

export interface ChannelStockUnderTest {
	readonly stock: ChannelStock;
	readonly sink: ChannelStockSink;
	readonly marketplace: string;
	/** SKUs by who ships them; the merchant's with what is offered, at least three. */
	readonly merchants: ReadonlyMap<string, number>;
	/** With the units that can be sold. */
	readonly channels: ReadonlyMap<string, number>;
	readonly both: string;
	readonly untold: string;
	readonly missing: string;
	/** The merchant's too, and so many that they do not go one by one. */
	readonly many: readonly string[];
	/** The answer to the next quantity that is written is lost after it took effect. */
	readonly loseAnswer: () => void;
	/** What buyers are offered once all is quiet. */
	readonly offered: (sku: string) => Promise<number | undefined>;
	readonly close: () => Promise<void>;
}

const DAY = 86_400_000;

async function levelsOf(pages: AsyncIterable<StockPage>) {
	const all: StockPage[] = [];
	for await (const page of pages) all.push(page);
	expect(all.flatMap(({ unreadable }) => unreadable)).toEqual([]);
	return all.flatMap(({ levels }) => levels);
}

/** What the core relies on, whatever channel it is. */
export function channelStockBattery(name: string, start: () => Promise<ChannelStockUnderTest>): void {
	describe(`${name}: the stock of a channel`, () => {
		let test: ChannelStockUnderTest;
		beforeAll(async () => {
			test = await start();
		});
		afterAll(async () => {
			await test.close();
		});

		/** Written to the end: what is handed in is asked for until it is done. */
		const write = async (levels: readonly StockWrite[]): Promise<ReadonlyMap<string, StockWritten>> => {
			const all: StockWritten[] = [];
			for await (const portion of test.sink.write(levels)) all.push(...portion);
			expect(all.map(({ sku }) => sku).toSorted()).toEqual(levels.map(({ sku }) => sku).toSorted());
			const open = all.filter((one) => one.outcome === 'submitted');
			const written = new Map(all.map((one) => [one.sku, one]));
			for (const submission of new Set(open.map((one) => one.submission))) {
				const skus = open.filter((one) => one.submission === submission).map(({ sku }) => sku);
				for (let looks = 0; looks < 50; looks += 1) {
					const state = await test.sink.check(submission, skus);
					if (state.state === 'underWay') continue;
					expect(state.state).toBe('done');
					for (const one of state.state === 'done' ? state.told : []) written.set(one.sku, one);
					break;
				}
			}
			return written;
		};
		const mine = (): readonly string[] => [...test.merchants.keys()];

		it('says who ships each SKU that it was asked for, and what is offered', async () => {
			const channels = [...test.channels.keys()];
			const asked = [...mine(), ...channels, test.both, test.untold, test.missing];
			const facts = await test.sink.facts(asked, DAY);
			expect([...facts.keys()].toSorted()).toEqual(asked.toSorted());
			const by = (skus: readonly string[]) => [...new Set(skus.map((sku) => facts.get(sku)?.fulfilledBy))];
			expect([by(mine()), by(channels), by([test.both, test.untold, test.missing])]).toEqual([
				['merchant'],
				['amazon'],
				['both', 'unknown', 'none'],
			]);
			expect(new Map(mine().map((sku) => [sku, facts.get(sku)?.quantity]))).toEqual(test.merchants);
		});

		it('knows SKUs by their exact spelling', async () => {
			const [sku = ''] = mine();
			const swapped = sku === sku.toLowerCase() ? sku.toUpperCase() : sku.toLowerCase();
			expect((await test.sink.facts([swapped], DAY)).get(swapped)?.fulfilledBy).toBe('none');
		});

		it('tells what the merchant offers, and of the rest nothing', async () => {
			const offers = await levelsOf(
				test.stock.offers({ marketplace: test.marketplace, skus: [...mine(), ...test.channels.keys(), test.missing] }),
			);
			expect(new Map(offers.map(({ sku, quantity }) => [sku, quantity]))).toEqual(test.merchants);
		});

		it('tells what lies at the warehouse, by what counts', async () => {
			const skus = [...test.channels.keys()];
			const wish = { marketplace: test.marketplace, counts: ['fulfillable'] as const };
			const some = await levelsOf(test.stock.warehouse({ ...wish, skus: [...skus, ...mine(), test.missing] }));
			expect(new Map(some.map(({ sku, quantity }) => [sku, quantity]))).toEqual(test.channels);
			const all = await levelsOf(test.stock.warehouse(wish));
			expect(all.filter(({ sku }) => test.channels.has(sku)).map(({ sku, quantity }) => [sku, quantity])).toEqual(
				expect.arrayContaining([...test.channels]),
			);
		});

		it('takes quantities, and the same again', async () => {
			const levels = mine().map((sku, at) => ({ sku, quantity: at + 20 }));
			for (let times = 0; times < 2; times += 1) {
				expect([...(await write(levels)).values()].map(({ outcome }) => outcome)).toEqual(levels.map(() => 'taken'));
			}
			for (const { sku, quantity } of levels) expect(await test.offered(sku)).toBe(quantity);
		});

		it('ends in the right quantity where an answer was lost', async () => {
			const [sku = ''] = mine();
			test.loseAnswer();
			const first = (await write([{ sku, quantity: 31 }])).get(sku)?.outcome;
			expect(['taken', 'unknown']).toContain(first);
			expect((await write([{ sku, quantity: 31 }])).get(sku)?.outcome).toBe('taken');
			expect(await test.offered(sku)).toBe(31);
		});

		it('takes very many, and tells of each', async () => {
			const levels = test.many.map((sku, at) => ({ sku, quantity: (at % 40) + 1 }));
			const written = await write(levels);
			expect(new Set([...written.values()].map(({ outcome }) => outcome))).toEqual(new Set(['taken']));
			const [last] = levels.slice(-1);
			expect(await test.offered(last?.sku ?? '')).toBe(last?.quantity);
		});

		it('takes zero', async () => {
			const [sku = ''] = mine();
			expect((await write([{ sku, quantity: 0 }])).get(sku)?.outcome).toBe('taken');
			expect(await test.offered(sku)).toBe(0);
		});

		it('keeps back what it knows to ship itself, whoever asks for it', async () => {
			const [channels = ''] = test.channels.keys();
			await test.sink.facts([channels, test.both, test.untold, test.missing], DAY);
			const written = await write([channels, test.both, test.untold, test.missing].map((sku) => ({ sku, quantity: 5 })));
			expect([...written.values()].map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused']);
		});

		it('does nothing for nothing', async () => {
			expect((await test.sink.facts([], DAY)).size).toBe(0);
			expect((await write([])).size).toBe(0);
		});
	});
}
