import type { RunResult } from '../harness/engine';
import { days, minutes, pass } from '../nodes/time';
import { ShopWorkflows } from './shop-workflows';

const [FILE, START, ERASES] = ['erase-personal-data.json', 'Every morning', 'Erase what is due'];
const [SAVING, TRIGGER] = ['amazon-orders-to-shopify.json', 'New Amazon orders'];
const recipient = {
	deliveryAddress: { name: 'Ida Ñandú', addressLine1: 'Hohe Straße 47', city: 'Köln', postalCode: '50667', countryCode: 'DE' },
};

describe('the template "Erase personal data" on a Shopify shop', () => {
	let shop: ShopWorkflows;
	beforeEach(async () => {
		shop = await ShopWorkflows.start();
		await shop.poll(SAVING, TRIGGER);
		pass(minutes(1));
	});
	afterEach(async () => {
		await shop.world.stop();
	});

	/** Orders of Amazon that have left, and one that somebody with the same name bought in the shop. */
	const save = async (count = 1): Promise<readonly string[]> => {
		shop.bought();
		const numbers = Array.from({ length: count }, () => shop.world.order({ status: 'SHIPPED', recipient }));
		expect((await shop.next(SAVING, TRIGGER))?.outputs('Saved')[0]).toHaveLength(count);
		return numbers;
	};
	/** @param dryRun as the template ships it when left out */
	const run = async (dryRun?: boolean): Promise<RunResult> => {
		const ended = await shop.run(FILE, START, undefined, dryRun === undefined ? {} : { [ERASES]: { dryRun } });
		expect(ended.error).toBeUndefined();
		return ended;
	};
	const image = (): string => JSON.stringify([...shop.world.shop.shop.state.orders.values()]);
	const message = (ended: RunResult): unknown => ended.outputs('What was erased')[0]?.map(({ json }) => json);

	it('only lists until Dry Run is off, then erases once, tells numbers and nobody, and leaves the shop its own customers', async () => {
		const [number = ''] = await save();
		expect((await run()).outputs('Tell me')).toEqual([]);
		pass(days(31));
		const before = image();
		expect(message(await run())).toMatchObject([
			{ subject: 'Personal data: 1 would be erased, 0 kept, 0 failed', details: `Would be erased (1): ${number}` },
		]);
		expect([image() === before, before.includes('Ñandú')]).toEqual([true, true]);
		const erased = await run(false);
		expect(message(erased)).toMatchObject([
			{ subject: 'Personal data: 1 erased, 0 kept, 0 failed', details: `Erased (1): ${number}`, advice: 'Nothing: it was done.' },
		]);
		expect([image().includes('Ñandú'), image().includes('Hauptstrasse'), JSON.stringify(message(erased)).includes('Ñandú')]).toEqual([
			false,
			true,
			false,
		]);
		shop.world.sandbox.resetCounts();
		expect((await run(false)).outputs('Tell me')).toEqual([]);
		expect(shop.world.sandbox.counts()['shopify']?.writes).toBe(0);
	});

	it('goes on with what a shop that did not answer left over', async () => {
		await save(2);
		pass(days(31));
		shop.world.fault({ standIn: 'shopify', kind: 'http500', operation: 'orderUpdate', times: 1 });
		expect(message(await run(false))).toMatchObject([{ subject: 'Personal data: 1 erased, 0 kept, 1 failed' }]);
		expect(image().includes('Ñandú')).toBe(true);
		expect(message(await run(false))).toMatchObject([{ subject: 'Personal data: 1 erased, 0 kept, 0 failed' }]);
		expect(image().includes('Ñandú')).toBe(false);
	});

	it('keeps what has the tag for it, and says of each where Shopify lets nobody erase something', async () => {
		const [kept = '', fixed = ''] = await save(2);
		const stored = (number: string) => shop.world.shop.orders().find(({ sourceIdentifier }) => sourceIdentifier === number);
		shop.world.shop.act('tag', { id: stored(kept)?.id, tag: '_storebridge_keep' });
		// As a person of the shop may have filled it in.
		const order = shop.world.shop.shop.state.orders.get(stored(fixed)?.id ?? '');
		if (order !== undefined) Object.assign(order, { billingAddress: order.shippingAddress });
		pass(days(31));
		expect(message(await run(false))).toMatchObject([
			{ subject: 'Personal data: 0 erased, 1 kept, 1 failed', details: expect.stringContaining(fixed) as unknown },
		]);
		expect(stored(fixed)).toMatchObject({ shippingAddress: { lastName: '[deleted]' }, billingAddress: { lastName: 'Ñandú' } });
		expect(JSON.stringify(stored(kept))).toContain('Ñandú');
	});
});
