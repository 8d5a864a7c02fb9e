import type { ApprovalRules } from '../../../src/usecases/fulfill/approval-rules';
import type { ShopOrderWish } from '../../fixtures/memory-platform/memory-shop';
import { USUAL_SENDING } from '../../fixtures/send-settings';
import { FulfillWorld } from './fulfill-world';

const { approval: NONE } = USUAL_SENDING;
const DELIVERY = { name: 'Kim Muster', line1: 'Weg 1', city: 'Kiel', postcode: '24103', country: 'DE' };

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

const told = async (wish: Omit<ShopOrderWish, 'id'>, rules: Partial<ApprovalRules>): Promise<string> => {
	const [outcome] = await world.send([{ id: '1', shipping: DELIVERY, billing: DELIVERY, ...wish }], { approval: { ...NONE, ...rules } });
	return outcome?.kind === 'attention' ? `${outcome.reason.code}: ${outcome.reason.text}` : String(outcome?.action);
};

describe('an order is held for approval', () => {
	it.each<[string, Omit<ShopOrderWish, 'id'>, Partial<ApprovalRules>, string]>([
		['above a total', { lines: [{ sku: 'TEE', quantity: 3 }] }, { totalAbove: '34.89' }, 'total 34.90 EUR'],
		['to a country', {}, { countries: ['AT', 'DE'] }, 'delivery to DE'],
		[
			'to another name',
			{ billing: { ...DELIVERY, name: 'Ada Beispiel' } },
			{ addressesDiffer: true },
			'billing and delivery address differ',
		],
		['to another country', { billing: { ...DELIVERY, country: 'FR' } }, { addressesDiffer: true }, 'billing and delivery address differ'],
		[
			'with another e-mail address than the account',
			{ customer: { id: '7', registered: true, email: 'kim@b.example' } },
			{ emailDiffers: true },
			"the e-mail address is not that of the customer's account",
		],
		['of a customer who is new', {}, { firstOrder: true }, 'first paid order of the customer'],
	])('%s, in words without a name', async (_name, wish, rules, why) => {
		const text = await told(wish, rules);
		expect(text).toContain(`mcfApproval: Order 1: The order waits for your approval (${why})`);
		expect(text).not.toContain('Kim');
		expect(await world.sale('1')).toMatchObject({ state: 'error' });
		expect(world.amazon.made).toEqual([]);
	});

	it.each<[string, Omit<ShopOrderWish, 'id'>, Partial<ApprovalRules>]>([
		['of just the total', { lines: [{ sku: 'TEE', quantity: 3 }] }, { totalAbove: '34.90' }],
		['to the same person, spelt otherwise', { billing: { ...DELIVERY, name: ' KIM  muster ' } }, { addressesDiffer: true }],
		['with the e-mail address of the account', { customer: { id: '7', registered: true, email: 'KIM@a.example' } }, { emailDiffers: true }],
		['of a guest, who has no account', { customer: { registered: false, email: 'kim@b.example' } }, { emailDiffers: true }],
		['of a customer who has paid before', {}, { firstOrder: true }],
	])('but not one %s', async (name, wish, rules) => {
		if (name.includes('paid before')) world.shop.returning.add('1');
		expect(await told(wish, rules)).toBe('sent');
	});

	it('and sent once a person has retried it, however often Amazon is away', async () => {
		const approval = { ...NONE, totalAbove: '1' };
		expect(await world.send([{ id: '1' }], { approval })).toMatchObject([{ reason: { code: 'mcfApproval' } }]);
		expect(await world.send([{ id: '1' }], { approval })).toMatchObject([{ reason: { code: 'mcfApproval' } }]);
		await world.retry('1');
		world.amazon.faults.next('create', 'unavailable');
		await world.send([{ id: '1' }], { approval });
		expect(await world.send([{ id: '1' }], { approval })).toMatchObject([{ action: 'sent' }]);
	});

	it('again when what speaks against it is another thing by then', async () => {
		const approval = { ...NONE, totalAbove: '1' };
		await world.send([{ id: '1' }], { approval });
		await world.retry('1');
		world.shop.put({ id: '1', lines: [{ sku: 'TEE', quantity: 9 }] });
		expect(await world.send([{ id: '1' }], { approval })).toMatchObject([{ reason: { code: 'mcfApproval' } }]);
	});

	it('unless Amazon has nothing of it', async () => {
		expect(await told({ lines: [{ sku: 'LAMP' }] }, { totalAbove: '1' })).toBe('skipped');
	});
});

describe('products that share a SKU', () => {
	const one = { id: '1', lines: [{ sku: 'TEE', code: '58' }, { sku: 'CAP' }] };

	it('are for a person, the other lines go, and the shop is asked once', async () => {
		world.shop.shared.set('TEE', ['57', '58']);
		const others = [
			{ id: '2', lines: [{ sku: 'TEE', code: '57' }] },
			{ id: '3', lines: [{ sku: 'CAP' }] },
		];
		expect(await world.send([one, ...others])).toMatchObject([
			{ action: 'sent', notSent: [{ sku: 'TEE' }] },
			{ kind: 'attention', reason: { code: 'mcfSkuShared', text: expect.stringContaining('product 57; also product 58') } },
			{ action: 'sent' },
		]);
		expect(world.shop.lookedUp).toEqual([['TEE', 'CAP']]);
		expect(world.shop.of('1').notes).toHaveLength(1);
	});

	it('are for a person where the shop shows only the parent, or the product in another language', async () => {
		world.shop.shared.set('TEE', ['57']);
		expect(await world.send([{ id: '1', lines: [{ sku: 'TEE', code: '58' }] }])).toMatchObject([{ reason: { code: 'mcfSkuShared' } }]);
	});

	it('are told apart by a link', async () => {
		world.shop.shared.set('TEE', ['57', '58']);
		const link = { channel: world.amazon.service.account, store: world.shop.source.account, sku: 'TEE', productId: '58' };
		await world.database.links.set([{ ...link, content: { unitsPerListing: 1 }, rule: 'manual' }], 0);
		expect(await world.send([one])).toMatchObject([{ action: 'sent' }]);
		expect(await world.send([{ id: '2', lines: [{ sku: 'TEE', code: '57' }] }])).toMatchObject([{ reason: { code: 'mcfSkuShared' } }]);
	});

	it('hold nobody up where the shop shows its products to nobody, and wait where it is away', async () => {
		world.shop.faults.next('findBySkus', 'rejected');
		expect(await world.send([one])).toMatchObject([{ action: 'sent' }]);
		world.shop.faults.next('findBySkus', 'unavailable', 2);
		expect(await world.send([{ id: '2' }])).toMatchObject([{ reason: { code: 'storeUnreachable' } }]);
		expect(await world.send([{ id: '2' }])).toMatchObject([{ action: 'sent' }]);
	});

	it('are not asked about when nothing is to be sent', async () => {
		await world.send([{ id: '1', lines: [{ sku: 'LAMP' }] }]);
		await world.send([{ id: '2' }]);
		await world.send([{ id: '2' }]);
		expect(world.shop.lookedUp).toEqual([['TEE']]);
	});
});
