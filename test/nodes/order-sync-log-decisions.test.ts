import type { INodeExecutionData } from 'n8n-workflow';
import { askLog, cancelled, line, oneOfEach } from './log-world';
import { minutes, pass } from './time';
import { match, NodeWorld, saveNode, type Parameters } from './world';

describe('Order Sync Log, by the word of a person', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const ask = async (parameters: Parameters, items?: readonly INodeExecutionData[]): Promise<readonly INodeExecutionData[]> =>
		await askLog(world, parameters, items);
	const numbers = async (parameters: Parameters): Promise<unknown[]> => (await ask(parameters)).map(({ json }) => json['orderNumber']);

	it('retries what has a reason, or waits, and says before what that would be', async () => {
		const [, error, , pending] = await oneOfEach(world);
		expect((await ask({ operation: 'retry', reasons: 'stockShort' }))[0]?.json).toMatchObject({ retried: 0 });
		const states = { operation: 'retry', retryStates: ['error', 'pending'] };
		expect((await ask({ ...states, dryRun: true })).map(({ json }) => [json['orderNumber'], json['would'], json['state']])).toEqual([
			[pending, 'retry', 'pending'],
			[error, 'retry', 'error'],
		]);
		expect((await ask({ operation: 'retry', orderIds: String(error), dryRun: true }))[0]?.json).toMatchObject({
			retried: 0,
			would: 'retry',
		});
		expect(await numbers({ states: ['error'] })).toEqual([error]);
		expect((await ask({ operation: 'retry', reasons: 'lineUnmatched' }))[0]?.json).toMatchObject({ retried: 1 });
		expect(await numbers({ states: ['pending'] })).toEqual([pending, error]);
	});

	it('marks as synced what a person did: it is not made, also when it changes, until a person wants it', async () => {
		const [item] = await world.orders(line('NOPE'));
		if (item === undefined) throw new Error('No order came');
		await world.runChain([item]);
		const id = String(item.json['id']);
		const mark = { operation: 'markSynced', orderIds: `${id}, 902-0000000-0000000`, why: 'entered by hand as 1044' };
		expect((await ask({ ...mark, why: ' ' }))[0]?.json).toMatchObject({ attention: { code: 'noWhy' } });
		expect((await ask({ ...mark, orderIds: "={{ '' }}" }))[0]?.json).toMatchObject({ attention: { code: 'nothingChosen' } });
		expect((await ask({ ...mark, dryRun: true }))[0]?.json).toMatchObject({ marked: 0, would: 1 });
		expect(await numbers({ states: ['error'] })).toEqual([id]);
		const account = expect.stringMatching(/^woocommerce:/) as unknown;
		expect((await ask(mark)).map(({ json }) => json)).toEqual([
			{ account, orderId: id, orderNumber: id, marked: 1 },
			{ account, orderId: '902-0000000-0000000', marked: 0, attention: expect.objectContaining({ code: 'saleUnknown' }) },
		]);
		expect((await ask({ states: ['synced'] }))[0]?.json).toMatchObject({
			reason: { code: 'markedByHand', text: `Order ${id}: A person marked it as done (entered by hand as 1044)` },
		});
		expect(world.rows('sale_event').at(-1)).toMatchObject({
			state: 'synced',
			reason_code: 'markedByHand',
			reason_text: expect.stringContaining('1044'),
		});
		expect((await ask(mark))[0]?.json).toEqual({ account, orderId: id, orderNumber: id, marked: 0 });
		// Its product comes, and the order once more.
		world.store.addProduct({ name: 'Was missing', sku: 'NOPE', regular_price: '12.90' });
		const { storebridge: _mark, ...order } = item.json;
		const again = await world.run({ nodes: [match(), saveNode()], connections: [{ from: 'Match', to: 'Save' }], items: [{ json: order }] });
		expect(again.outputs('Save')[0]?.[0]?.json['saved']).toMatchObject({ action: 'unchanged' });
		expect(world.storeOrders()).toEqual([]);
		expect((await ask({ operation: 'retry', orderIds: id }))[0]?.json).toMatchObject({ retried: 1 });
		pass(minutes(1));
		await world.runChain(await world.poll({ personalData: true }));
		expect(world.storeOrders()).toHaveLength(1);
		expect(await numbers({ states: ['synced'] })).toEqual([id]);
		expect((await ask(mark))[0]?.json).toMatchObject({ marked: 0, attention: { code: 'notOpen' } });
	});

	it('takes cancelled ones off the list: named, or old enough; they stay to be seen', async () => {
		const [synced, , gone] = await oneOfEach(world);
		const [other] = await world.orders(cancelled);
		await world.runChain(other === undefined ? [] : [other]);
		const remove = { operation: 'deleteCancelled' };
		expect(
			(await ask({ ...remove, orderIds: `${String(gone)} ${String(synced)}` })).map(({ json }) => [json['deleted'], json['attention']]),
		).toEqual([
			[1, undefined],
			[0, expect.objectContaining({ code: 'notCancelled' })],
		]);
		expect(await numbers({ states: [] })).not.toContain(gone);
		expect(await numbers({ states: ['deleted'] })).toEqual([gone]);
		expect((await ask({ ...remove, orderIds: String(gone) })).map(({ json }) => [json['deleted'], json['attention']])).toEqual([
			[0, undefined],
		]);
		expect((await ask({ ...remove, olderThanDays: 2, which: 'old' }))[0]?.json).toMatchObject({ deleted: 0 });
		pass(minutes(3 * 24 * 60));
		expect((await ask({ ...remove, olderThanDays: 2, which: 'old', dryRun: true }))[0]?.json).toMatchObject({ deleted: 0, would: 1 });
		expect((await ask({ ...remove, olderThanDays: 2, which: 'old' }))[0]?.json).toMatchObject({ deleted: 1 });
		expect(await numbers({ states: ['cancelled'] })).toEqual([]);
		expect((await ask({ operation: 'summarize' }))[0]?.json).toMatchObject({ deleted: 2, cancelled: 0, synced: 1 });
	});
});
