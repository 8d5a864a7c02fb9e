import type { StockSink, StockWrite, StockWritten } from '../../src/ports/stock-sink';

export interface StockSinkUnderTest {
	readonly sink: StockSink;
	/** More than one portion, each with one piece: as they are written, without a quantity. */
	readonly items: readonly Omit<StockWrite, 'quantity'>[];
	/** One that the platform does not have. */
	readonly unknown: Omit<StockWrite, 'quantity'>;
	readonly quantityOf: (item: Omit<StockWrite, 'quantity'>) => number | undefined;
	/** The next write's effect is there, its answer is not. */
	readonly loseAnswer: () => void;
	/** Nothing reaches the platform from now on; undone by what it gives back. */
	readonly cutOff: () => () => void;
	/** The platform lets nobody in. */
	readonly shutDoor: () => void;
	/** Lets everything that is late come. */
	readonly settle: () => Promise<void>;
	readonly run: <T>(work: Promise<T>) => Promise<T>;
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever platform takes quantities. */
export function stockSinkBattery(name: string, start: () => Promise<StockSinkUnderTest>): void {
	describe(`${name}: a sink of quantities`, () => {
		let test: StockSinkUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const write = async (levels: readonly StockWrite[]): Promise<readonly StockWritten[]> => {
			const collect = async (): Promise<readonly StockWritten[]> => {
				const written: StockWritten[] = [];
				for await (const portion of test.sink.write(levels)) written.push(...portion);
				return written;
			};
			return await test.run(collect());
		};
		const all = (quantity: number): readonly StockWrite[] => test.items.map((item) => ({ ...item, quantity }));
		const quantities = () => test.items.map((item) => test.quantityOf(item));
		const outcomes = (written: readonly StockWritten[]): ReadonlySet<string> => new Set(written.map(({ outcome }) => outcome));
		const keys = (some: readonly Pick<StockWrite, 'sku' | 'productId'>[]) =>
			some.map(({ sku, productId }) => `${sku} ${productId ?? ''}`).toSorted();

		it('sets each to what it is told, and answers once for each', async () => {
			const levels = test.items.map((item, at) => ({ ...item, quantity: at + 3 }));
			const written = await write(levels);
			expect(outcomes(written)).toEqual(new Set(['taken']));
			expect(keys(written)).toEqual(keys(levels));
			expect(quantities()).toEqual(levels.map(({ quantity }) => quantity));
			expect(outcomes(await write(levels))).toEqual(new Set(['taken']));
			expect(quantities()).toEqual(levels.map(({ quantity }) => quantity));
			expect(await write([])).toEqual([]);
		});

		it('takes a zero and its own maximum', async () => {
			for (const quantity of [0, test.sink.traits.maximum]) {
				expect(outcomes(await write(all(quantity)))).toEqual(new Set(['taken']));
				expect(new Set(quantities())).toEqual(new Set([quantity]));
			}
		});

		it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 'above'] as const)('refuses %s, and goes on with the others', async (given) => {
			const [first, ...others] = all(6);
			if (first === undefined) throw new Error('There is nothing to write');
			const quantity = given === 'above' ? test.sink.traits.maximum + 1 : given;
			const written = await write([{ ...first, quantity }, ...others]);
			expect(written.filter(({ outcome }) => outcome === 'refused')).toMatchObject([{ sku: first.sku, code: 'stockInput' }]);
			expect(written.filter(({ outcome }) => outcome === 'taken')).toHaveLength(others.length);
			expect(test.quantityOf(first)).toBe(1);
			expect(new Set(quantities().slice(1))).toEqual(new Set([6]));
		});

		it('refuses what is not there, and goes on with the others', async () => {
			const written = await write([{ ...test.unknown, quantity: 4 }, ...all(4)]);
			expect(keys(written.filter(({ outcome }) => outcome === 'refused'))).toEqual(keys([test.unknown]));
			expect(new Set(quantities())).toEqual(new Set([4]));
		});

		it('never says of a lost answer that nothing was done', async () => {
			test.loseAnswer();
			const written = await write(all(8));
			expect(keys(written)).toEqual(keys(test.items));
			expect([...outcomes(written)].filter((outcome) => !['taken', 'unknown'].includes(outcome))).toEqual([]);
			await test.settle();
			expect(new Set(quantities())).toEqual(new Set([8]));
		});

		it('says of what was not sent that it was not, and sends it the next time', async () => {
			const mend = test.cutOff();
			expect(outcomes(await write(all(2)))).toEqual(new Set(['notSent']));
			await test.settle();
			expect(new Set(quantities())).toEqual(new Set([1]));
			mend();
			expect(outcomes(await write(all(2)))).toEqual(new Set(['taken']));
			expect(new Set(quantities())).toEqual(new Set([2]));
		});

		it('throws where the door is shut before anything was written', async () => {
			test.shutDoor();
			await expect(write(all(2))).rejects.toMatchObject({ concernsAll: true });
			expect(new Set(quantities())).toEqual(new Set([1]));
		});

		it('throws so, too, where one of them is wrong in itself', async () => {
			test.shutDoor();
			const [first, ...others] = all(2);
			if (first === undefined) throw new Error('There is nothing to write');
			await expect(write([{ ...first, quantity: -1 }, ...others])).rejects.toMatchObject({ concernsAll: true });
			expect(new Set(quantities())).toEqual(new Set([1]));
		});
	});
}
