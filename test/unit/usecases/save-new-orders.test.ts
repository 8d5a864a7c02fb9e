import type { Order } from '../../../src/domain/order';
import { STATUSES } from '../../fixtures/memory-platform/memory-store';
import { order } from '../../fixtures/memory-platform/orders';
import { CHANNEL_KEY, matched, saveWorlds, STORE_KEY, tee } from './save-world';

const open = saveWorlds();

describe('what a new order becomes in the store', () => {
	it('FBM takes its pieces from the shelf, FBA leaves them; each gets its status', async () => {
		const world = await open();
		await world.run([tee(), tee({ id: 'B', fulfilledBy: 'amazon', status: 'shipped' })]);
		expect(world.store.orders.map(({ status, stock }) => [status, stock])).toEqual([
			[STATUSES.toPack, 'reduce'],
			[STATUSES.done, 'leave'],
		]);
		expect(world.store.shelf.pieces('p-tee')).toBe(99);
	});

	it('FBA comes without address and needs none, even with nothing on the shelf', async () => {
		const world = await open();
		const [product] = world.store.shelf.products;
		if (product !== undefined) product.places = { north: 0 };
		const { shipping: _shipping, billing: _billing, customer: _customer, ...bare } = tee({ fulfilledBy: 'amazon', status: 'shipped' });
		expect(await world.run([bare])).toMatchObject([{ kind: 'saved', action: 'created' }]);
		expect(world.store.shelf.pieces('p-tee')).toBe(0);
	});

	it('one that left already is saved as completed', async () => {
		const world = await open();
		await world.run([tee({ status: 'shipped' })]);
		expect(world.store.of('A')[0]?.status).toBe(STATUSES.done);
	});

	it("each in the store's own standard status where the merchant chose none, or in the one chosen", async () => {
		const world = await open();
		const { shipping: _shipping, ...lost } = tee({ id: 'held' });
		const fba = { fulfilledBy: 'amazon', status: 'shipped' } as const;
		await world.run([tee({ id: 'new' }), tee({ id: 'left', status: 'shipped' }), tee({ id: 'fba', ...fba }), lost]);
		await world.run([tee({ id: 'chosen' }), tee({ id: 'elsewhere', ...fba })], { statuses: { merchant: 'picking', amazon: 'elsewhere' } });
		expect(Object.fromEntries(world.store.orders.map(({ order: { id }, status }) => [id, status]))).toEqual({
			new: STATUSES.toPack,
			left: STATUSES.done,
			fba: STATUSES.done,
			held: STATUSES.waiting,
			chosen: 'picking',
			elsewhere: 'elsewhere',
		});
	});

	it('the log keeps what tells it from another order that gets its id later', async () => {
		const world = await open();
		const identity = { key: 'key-of-A', createdAt: '2026-11-21T07:59:00.000Z' };
		await world.run([tee(identity), tee({ id: 'B', lines: [{ sku: 'NOPE' }], ...identity })]);
		for (const id of ['A', 'B']) expect(await world.sale(id)).toMatchObject({ orderKey: identity.key, orderCreatedAt: identity.createdAt });
		expect(await world.run([tee(identity)])).toMatchObject([{ action: 'unchanged' }]);
	});

	it('a replacement is saved at 0.00', async () => {
		const world = await open();
		const outcomes = await world.run([tee({ replaces: 'OLD', lines: [{ sku: 'TEE', price: '0.00' }], charges: [] })]);
		expect(outcomes).toMatchObject([{ kind: 'saved', action: 'created', store: { total: { amount: '0.00', currency: 'EUR' } } }]);
	});

	it('Prime and Business orders get a status of their own where one is chosen', async () => {
		const world = await open();
		const statuses = { prime: STATUSES.waiting };
		await world.run([tee({ programs: ['PRIME', 'prime'] }), tee({ id: 'B', programs: ['AMAZON_BUSINESS', 'business'] })], { statuses });
		expect(world.store.orders.map(({ status }) => status)).toEqual([STATUSES.waiting, STATUSES.toPack]);
	});

	it('multipacks and bundles take what they are made of', async () => {
		const world = await open();
		world.store.shelf.add({ id: 'p-cap', sku: 'CAP', places: { north: 5 } });
		const pack = order({ id: 'A', lines: [{ sku: 'TEE-3', quantity: 2 }, { sku: 'SET' }] });
		const lines = pack.lines.map((line) => ({
			...line,
			product:
				line.sku === 'SET'
					? {
							productId: 'p-tee',
							sku: 'SET',
							content: {
								components: [
									{ productId: 'p-tee', units: 1 },
									{ productId: 'p-cap', units: 2 },
								],
							},
							rule: 'manual',
						}
					: { productId: 'p-tee', sku: 'TEE-3', content: { unitsPerListing: 3 }, rule: 'manual' },
		}));
		expect(await world.run([{ ...pack, lines }])).toMatchObject([{ kind: 'saved' }]);
		expect([world.store.shelf.pieces('p-tee'), world.store.shelf.pieces('p-cap')]).toEqual([93, 3]);
	});

	it("neither sales of other shops nor unpaid orders are anybody's business", async () => {
		const world = await open();
		expect(await world.run([tee({ origin: 'other' }), tee({ id: 'B', status: 'pending' })])).toMatchObject([
			{ action: 'logged' },
			{ action: 'logged' },
		]);
		expect(world.store.requests).toEqual([]);
	});
});

describe('what is refused, each with its reason, the others saved', () => {
	it('by the rules', async () => {
		const world = await open();
		world.store.shelf.add({ id: 'p-draft', sku: 'DRAFT', sellable: false });
		const outcomes = await world.run([
			tee({ id: 'dollar', currency: 'USD' }),
			tee({ id: 'empty', lines: [], charges: [] }),
			tee({ id: 'unlinked', lines: [{ sku: 'TEE' }, { sku: 'NOPE' }] }),
			matched(order({ id: 'draft', lines: [{ sku: 'DRAFT' }] }), { DRAFT: 'p-draft' }),
			tee({ id: 'good' }),
		]);
		const codes = outcomes.map((outcome) => (outcome.kind === 'attention' ? outcome.reason.code : outcome.action));
		expect(codes).toEqual(['currencyDiffers', 'noLines', 'lineUnmatched', 'lineUnmatched', 'created']);
		expect(await world.sale('unlinked')).toMatchObject({
			state: 'error',
			reason: { code: 'lineUnmatched', text: expect.stringContaining('SKU "NOPE"') },
		});
		expect(world.store.orders).toHaveLength(1);
	});

	it('unless the merchant chose otherwise', async () => {
		const world = await open();
		const outcomes = await world.run([tee({ id: 'dollar', currency: 'USD' })], { otherCurrency: 'saveInOwn' });
		expect(outcomes).toMatchObject([{ action: 'created', store: { total: { currency: 'USD' } } }]);
		const text = await world.run([tee({ id: 'text', lines: [{ sku: 'NOPE' }] })], { linesWithoutProduct: 'textLine' });
		expect(text).toMatchObject([{ action: 'created' }]);
		expect(world.store.of('text')[0]?.textLines).toEqual(['line-1']);
		const held = await world.run([tee({ id: 'held', lines: [{ sku: 'NOPE' }] })], { linesWithoutProduct: 'hold' });
		expect(held).toMatchObject([{ kind: 'attention', reason: { code: 'lineUnmatched' }, store: { id: world.store.of('held')[0]?.id } }]);
		expect(world.store.of('held')[0]).toMatchObject({ status: STATUSES.waiting, notes: [expect.stringContaining('SKU "NOPE"')] });
	});

	it('stock that does not reach for all orders of a run', async () => {
		const world = await open();
		const [product] = world.store.shelf.products;
		if (product !== undefined) product.places = { north: 2, south: 1 };
		const two = (id: string): Order => tee({ id, lines: [{ sku: 'TEE', quantity: 2 }] });
		const outcomes = await world.run([two('A'), two('B'), tee({ id: 'C' })]);
		expect(outcomes.map((outcome) => (outcome.kind === 'attention' ? outcome.reason.text : outcome.action))).toEqual([
			'created',
			'Order B: The store has too few pieces (SKU "TEE": 2 needed, 1 there)',
			'created',
		]);
		expect(world.store.shelf.pieces('p-tee')).toBe(0);
		expect(await world.run([two('B')], { whenStockShort: 'saveAnyway' })).toMatchObject([{ action: 'created' }]);
	});

	it('nothing runs short that the store does not count, or may sell on backorder', async () => {
		const world = await open();
		world.store.shelf.add({ id: 'p-air', sku: 'AIR' });
		world.store.shelf.add({ id: 'p-late', sku: 'LATE', places: { north: 0 }, backorders: true });
		const both = matched(order({ id: 'A', lines: [{ sku: 'AIR' }, { sku: 'LATE' }] }), { AIR: 'p-air', LATE: 'p-late' });
		expect(await world.run([both])).toMatchObject([{ action: 'created' }]);
	});

	it('what the store itself refuses', async () => {
		const world = await open();
		world.store.faults.next('create', 'refusedElement');
		expect(await world.run([tee(), tee({ id: 'B' })])).toMatchObject([
			{ kind: 'attention', reason: { code: 'storeRejected' } },
			{ action: 'created' },
		]);
		expect(await world.run([tee()])).toMatchObject([{ action: 'created' }]);
	});

	it('a product that the store took off the list is looked for anew by its SKU; a link of a person stays', async () => {
		const world = await open();
		const link = (sku: string, rule: string) => ({
			channel: tee().account,
			store: world.store.account,
			sku,
			productId: 'p-gone',
			content: { unitsPerListing: 1 },
			rule,
		});
		await world.database.links.set([link('TEE', 'sku'), link('MUG', 'manual')], world.clock.now());
		const product = (sku: string, rule: string) => ({ productId: 'p-gone', sku, content: { unitsPerListing: 1 }, rule });
		const gone = order({ id: 'A', lines: [{ sku: 'TEE' }, { sku: 'MUG' }] });
		const lines = gone.lines.map((line) => ({ ...line, product: product(line.sku, line.sku === 'TEE' ? 'sku' : 'manual') }));
		await world.run([{ ...gone, lines }]);
		expect([...(await world.database.links.get({ channel: CHANNEL_KEY, store: STORE_KEY }, ['TEE', 'MUG'])).keys()]).toEqual(['MUG']);
		// Linking one of them brings the sale back.
		expect(await world.database.sales.linked(STORE_KEY, ['MUG'], world.clock.now())).toBe(1);
	});
});

describe('wrong keys', () => {
	it('stop the run before anything is written', async () => {
		const world = await open();
		world.store.faults.next('currency', 'credential');
		await expect(world.run([tee()])).rejects.toMatchObject({ details: { kind: 'credential' } });
		world.store.faults.next('create', 'credential', 5);
		await expect(world.run([tee()])).rejects.toMatchObject({ details: { kind: 'credential' } });
		world.store.faults.none();
		expect(await world.run([tee()])).toMatchObject([{ action: 'created' }]);
	});
});

describe('customers', () => {
	it('are made once per address, and looked for anew when the store refused an order of theirs', async () => {
		const world = await open({ customers: true });
		await world.run([tee(), tee({ id: 'B' })], { createCustomers: true });
		expect(world.store.orders.map(({ customerId }) => customerId)).toEqual(['customer-1', 'customer-1']);
		await world.run([tee({ id: 'C' })], { createCustomers: true });
		expect(world.store.requests.filter((request) => request === 'ensureCustomers')).toHaveLength(1);
		world.store.faults.next('create', 'refusedElement');
		await world.run([tee({ id: 'D' })], { createCustomers: true });
		await world.run([tee({ id: 'D' })], { createCustomers: true });
		expect(world.store.requests.filter((request) => request === 'ensureCustomers')).toHaveLength(2);
	});

	it('are guests unless wanted, and where the store has none', async () => {
		const world = await open({ customers: true });
		await world.run([tee()]);
		const bare = await open();
		await bare.run([tee()], { createCustomers: true });
		expect([world.store.customers.size, world.store.orders[0]?.customerId, bare.store.orders[0]?.customerId]).toEqual([
			0,
			undefined,
			undefined,
		]);
	});
});
