import { draft, line, order } from '../orders';
import { startStore, type StoreUnderTest } from '../store-under-test';

const HOUR_MS = 60 * 60_000;

describe('an order beside another of its origin', () => {
	let shop: StoreUnderTest;
	beforeEach(async () => {
		shop = await startStore();
	});
	afterEach(async () => await shop.close());

	async function made(status: string, id: string): Promise<{ readonly id: string; readonly origin: string }> {
		const { orderSink } = shop.store;
		const [plan] = await orderSink.plan([
			{ ...draft(order({ lines: [line({ id: 'i1', sku: 'MUG' })] }), { status, textLines: ['i1'] }), origin: `amazon:eu:A1SELLER/${id}` },
		]);
		if (plan === undefined || 'code' in plan) throw new Error(JSON.stringify(plan));
		const [outcome] = await orderSink.create([plan]);
		if (outcome?.kind !== 'created') throw new Error(JSON.stringify(outcome));
		return outcome.saved;
	}

	/** As shipping software does with a key: no person's name stands on the note. */
	function completeLater(id: string): void {
		const record = shop.standIn.records.orders.get(Number(id));
		if (record === undefined) throw new Error('It is there');
		record.status = 'completed';
		record.completedAt = record.createdAt + HOUR_MS;
	}

	it('was worked on when it was completed after it was made', async () => {
		const ref = await made('processing', '302-1');
		expect(await shop.store.orderSink.examine(ref)).toMatchObject({ workedOn: false });
		completeLater(ref.id);
		expect(await shop.store.orderSink.examine(ref)).toMatchObject({ workedOn: true, shipped: true });
	});

	it('was not when it was made as a completed one', async () => {
		expect(await shop.store.orderSink.examine(await made('completed', '302-2'))).toMatchObject({ workedOn: false, shipped: true });
	});
});
