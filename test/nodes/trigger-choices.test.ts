import type { INodeExecutionData } from 'n8n-workflow';
import { days, hours, minutes, pass } from './time';
import { NodeWorld, trigger, type Parameters } from './world';

const idsOf = (items: readonly INodeExecutionData[]): unknown[] => items.map(({ json }) => json['id']);
const eventOf = ({ json }: INodeExecutionData): unknown => (json['storebridge'] as { event?: unknown }).event;

const FRANCE = 'A13V1IB3VIYZZH';
const EVERY_EVENT = ['toShip', 'shippedByAmazon', 'cancelled', 'cancelRequested', 'changed'];

describe('what Amazon Order Trigger can be told', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	/** A poll and the run that n8n starts with it. */
	const take = async (parameters: Parameters): Promise<INodeExecutionData[]> => {
		const items = await world.poll(parameters);
		await world.run({ nodes: [trigger(parameters)], items });
		return items;
	};

	const news = async (parameters: Parameters, place: () => void): Promise<INodeExecutionData[]> => {
		await take(parameters);
		pass(minutes(1));
		place();
		pass(minutes(3));
		return await take(parameters);
	};

	it.each([
		['toShip', { status: 'UNSHIPPED' }],
		['toShip', { status: 'SHIPPED' }],
		['shippedByAmazon', { status: 'SHIPPED', fulfilledBy: 'AMAZON' }],
		['cancelled', { status: 'CANCELLED', hasProceeds: false }],
		['changed', { status: 'UNSHIPPED', fulfilledBy: 'AMAZON' }],
	] as const)('gives out %s for %j, and only where it is chosen', async (event, order) => {
		const items = await news({ events: [event] }, () => world.order(order));
		expect(items.map(eventOf)).toEqual([event]);
		const others = EVERY_EVENT.filter((other) => other !== event);
		await world.poll({ events: others }, { id: 'other' });
		pass(minutes(1));
		world.order(order);
		pass(minutes(3));
		expect(await world.poll({ events: others }, { id: 'other' })).toEqual([]);
	});

	it("tells a buyer's wish to cancel to those who ship, and alone to those who want only that", async () => {
		let orderId = '';
		const place = (): void => {
			orderId = world.order();
			world.sandbox.amazon.orders.requestCancel(orderId);
		};
		const shipping = await news({ events: ['toShip'] }, place);
		expect(shipping.map(eventOf)).toEqual(['cancelRequested']);
		expect(idsOf(shipping)).toEqual([orderId]);
		expect(
			await news({ events: ['cancelRequested'] }, () => {
				world.order();
			}),
		).toEqual([]);
	});

	it('never gives out what is not paid, or what Amazon ships for another shop', async () => {
		const items = await news({ events: EVERY_EVENT }, () => {
			world.order({ status: 'PENDING', hasProceeds: false });
			world.order({ channelName: 'NON_AMAZON', status: 'SHIPPED', fulfilledBy: 'AMAZON', hasProceeds: false });
		});
		expect(items).toEqual([]);
	});

	it('reads the chosen marketplaces only, also one that is typed in', async () => {
		const typed = { marketplaces: [], options: { otherMarketplaces: ` ${FRANCE} , A1PA6795UKMFR9` } };
		for (const parameters of [{ marketplaces: [FRANCE, 'A1PA6795UKMFR9'] }, typed]) {
			const wanted: string[] = [];
			const items = await news(parameters, () => {
				wanted.push(world.order({ marketplaceId: FRANCE }), world.order());
				world.order({ marketplaceId: 'APJ6JRA9NG5V4' });
			});
			expect(idsOf(items).sort()).toEqual(wanted.sort());
		}
	});

	it('takes a marketplace that it does not know once Amazon says that the account has it', async () => {
		const id = 'A9NEWMARKETPL';
		const {
			marketplaces: [german],
		} = world.sandbox.amazon.accounts.seller('A1SANDBOXEU');
		if (german === undefined) throw new Error('The sandbox account has no marketplace');
		world.sandbox.amazon.accounts.addSeller({ sellerId: 'A1NEWEU', region: 'eu', marketplaces: [{ ...german, id }] });
		const account = world.sandbox.amazon.accounts.authorize('amzn1.application-oa2-client.sandbox', 'A1NEWEU', 'Atzr|new-eu');
		const credentials = { ...world.credentials(), Amazon: world.amazonCredential({ ...account }) };
		expect(await world.poll({ options: { otherMarketplaces: id } }, { credentials })).toEqual([]);
		expect(await world.poll({ options: { otherMarketplaces: id } }, { credentials })).toEqual([]);
		expect(world.sandbox.amazon.counts().byOperation['getMarketplaceParticipations']).toBe(1);
		await expect(world.poll({ options: { otherMarketplaces: 'A9OTHERMARKET' } }, { credentials })).rejects.toMatchObject({
			message: 'The seller account has no marketplace A9OTHERMARKET',
			description: expect.stringContaining('from the list'),
		});
	});

	it.each([
		['Amazon.de', '"Amazon.de" is no ID of a marketplace'],
		['ATVPDKIKX0DER', 'Amazon.com is not in Europe, the region of the credential'],
	])('refuses %s as marketplace', async (id, message) => {
		await expect(world.poll({ marketplaces: [id] })).rejects.toMatchObject({ name: 'NodeOperationError', message });
	});

	it.each([
		[[], 'Nothing is chosen under "Trigger On"'],
		[['shipped'], '"Trigger On" has no choice "shipped"'],
	])('refuses %j as events', async (events, message) => {
		await expect(world.poll({ events })).rejects.toMatchObject({ message, description: expect.stringContaining('toShip') });
	});

	it('reads older orders once when told so', async () => {
		const old = world.order({ createdMs: Date.now() - days(40), updatedMs: Date.now() - days(40) });
		world.order({ createdMs: Date.now() - days(90), updatedMs: Date.now() - days(90) });
		pass(minutes(3));
		const since = { startFrom: 'date', backfillFrom: new Date(Date.now() - days(60)).toISOString() };
		expect(idsOf(await take(since))).toEqual([old]);
		pass(minutes(5));
		expect(await take(since)).toEqual([]);
		expect(await take({})).toEqual([]);
	});

	it("reads a date without a zone in the workflow's", async () => {
		const at = Date.parse('2026-06-01T22:30:00.000Z');
		const inside = world.order({ createdMs: at, updatedMs: at });
		world.order({ createdMs: at - hours(1), updatedMs: at - hours(1) });
		pass(minutes(3));
		const items = await world.poll({ startFrom: 'date', backfillFrom: '2026-06-02T00:00:00' }, { timezone: 'Europe/Berlin' });
		expect(idsOf(items)).toEqual([inside]);
	});

	it.each([
		['', '"Orders Bought Since" is not a date'],
		['last summer', '"Orders Bought Since" is not a date'],
		['2199-01-01', '"Orders Bought Since" lies in the future'],
	])('refuses "%s" as start', async (backfillFrom, message) => {
		await expect(world.poll({ startFrom: 'date', backfillFrom })).rejects.toMatchObject({
			message,
			description: expect.stringContaining('at most two years ago'),
		});
	});

	it('leaves people out unless they are asked for', async () => {
		const gift = { message: 'For Kim', wrapLevel: 'Classic' };
		const place = (): void => {
			world.order({ items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90', gift }] });
		};
		const plain = await news({ options: { raw: true } }, place);
		expect(plain[0]?.json).toMatchObject({ personalData: false, raw: { orderId: expect.any(String) } });
		for (const personal of ['Jo Example', 'Beispielstrasse', 'jo-example', 'For Kim', '+49'])
			expect(JSON.stringify(plain)).not.toContain(personal);
		const full = await news({ personalData: true }, place);
		expect(full[0]?.json).toMatchObject({ personalData: true, customer: { name: 'Jo Example' }, shipping: { line1: 'Beispielstrasse 1' } });
		expect(full[0]?.json).not.toHaveProperty('raw');
	});

	it('shows one recent order in a run by hand and leaves the inbox alone', async () => {
		const orderId = world.order();
		world.order({ marketplaceId: FRANCE });
		pass(days(2));
		const node = trigger({ marketplaces: ['A1PA6795UKMFR9'] });
		const result = await world.run({ nodes: [node], items: [{}], mode: 'manual' });
		expect(idsOf(result.outputs('New orders')[0] ?? [])).toEqual([orderId]);
		expect(result.outputs('New orders')[0]?.map(eventOf)).toEqual(['sample']);
		expect(world.rows('inbox')).toEqual([]);
		expect(world.rows('stream')).toEqual([]);
	});

	it('says in a run by hand when there is no such order', async () => {
		const result = await world.run({ nodes: [trigger()], items: [{}], mode: 'manual' });
		expect(result.error).toMatchObject({
			message: 'Amazon has no such order of the last 30 days',
			description: expect.stringContaining('publish'),
		});
	});
});
