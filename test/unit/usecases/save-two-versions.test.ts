import { elsewhere, NINE, saveWorldsBeside, tee, TEN } from './save-world';

const open = saveWorldsBeside();

describe('an order that another memory saved', () => {
	it('keeps what people changed in the store, as long as the channel says nothing new', async () => {
		const [first, second] = await open(2, { editable: true });
		if (first === undefined || second === undefined) throw new Error('Two memories were asked for');
		await first.run([tee({ updatedAt: NINE })]);
		const [stored] = first.store.of('A');
		if (stored === undefined) throw new Error('The order was not made');
		stored.order = { ...stored.order, shipping: { ...stored.order.shipping, line1: 'Corrected by staff' } };

		await first.clock.pass(60_000);
		expect(await second.run([tee({ updatedAt: NINE })])).toMatchObject([{ action: 'unchanged' }]);
		expect(first.store.of('A').map(({ order }) => order.shipping?.line1)).toEqual(['Corrected by staff']);

		expect(await second.run([tee({ updatedAt: TEN, shipping: elsewhere })])).toMatchObject([{ action: 'updated' }]);
		expect(first.store.of('A').map(({ order }) => order.shipping?.line1)).toEqual([elsewhere.line1]);
	});
});
