import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { minutes, pass } from './time';
import { logNode, match, NodeWorld, saveNode, type Parameters } from './world';

const DAY = minutes(24 * 60);
const line = (sku: string) => ({ items: [{ sku, quantity: 1, unitPrice: '12.90' }] });

describe('Reconcile Day', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const reconcile = async (parameters: Parameters = {}) => {
		const result = await world.run({ nodes: [logNode({ operation: 'reconcile', ...parameters })], items: [{}] });
		expect(result.error).toBeUndefined();
		const [missing = [], [day, ...rest] = []] = result.outputs('Log');
		return { missing, day: day?.json, rest: rest.map(({ json }) => json), hints: result.hints('Log') };
	};
	/** The UTC day before the one that it is now. */
	const yesterday = { options: { timeZone: 'UTC' } };
	const untilTomorrow = (): void => {
		pass(DAY - (Date.now() % DAY) + minutes(60));
	};
	const early = (): void => {
		untilTomorrow();
	};
	const codes = (items: readonly IDataObject[]): Record<string, unknown> =>
		Object.fromEntries(
			items.map((json) => [String(json['orderId']), [json['found'], (json['reason'] as IDataObject | undefined)?.['code']]]),
		);

	it('says of every order what became of it, and gives out what is missing as a trigger does', async () => {
		early();
		await world.begin({ personalData: true });
		const [saved, lost, wrong, left] = await world.orders(line('MUG'), line('CAP'), line('NOPE'), line('MUG'));
		const items = [saved, lost, wrong].flatMap((item) => item ?? []);
		await world.runChain(items);
		const [, inStore] = world.storeOrders();
		const ofLost = world.storeOrders().find((order) => order['transaction_id'] === lost?.json['id']) ?? inStore;
		world.store.records.orders.delete(Number(ofLost?.['id']));
		const fba = world.order({ fulfilledBy: 'AMAZON', status: 'UNSHIPPED' });
		const pending = world.order({ status: 'PENDING', hasProceeds: false });
		const cancelled = world.order({ status: 'CANCELLED', hasProceeds: false });
		const unseen = world.order(line('MUG'));
		untilTomorrow();
		const { missing, day, rest, hints } = await reconcile({ ...yesterday, personalData: true });
		expect(day).toMatchObject({
			timeZone: 'UTC',
			hours: 24,
			complete: true,
			orders: 8,
			synced: 1,
			gone: 1,
			inError: 1,
			ignored: 3,
			missing: 2,
			wrong: true,
		});
		expect(codes(rest)).toEqual({
			[String(lost?.json['id'])]: ['gone', 'orderMissingThere'],
			[String(wrong?.json['id'])]: ['inError', 'lineUnmatched'],
			[fba]: ['ignored', 'notShippedYet'],
			[pending]: ['ignored', 'notPaid'],
			[cancelled]: ['ignored', 'cancelledBefore'],
		});
		expect(Object.fromEntries(missing.map(({ json }) => [json['id'], (json['attention'] as IDataObject)['code']]))).toEqual({
			[String(left?.json['id'])]: 'neverSaved',
			[unseen]: 'neverSeen',
		});
		expect(hints).toEqual([{ message: '2 missing, 6 others', location: 'outputPane' }]);
		// Nothing was noted by it.
		expect(world.rows('sale')).toHaveLength(3);

		const nodes = [match(), saveNode()];
		const run = async (given: readonly INodeExecutionData[]) =>
			await world.run({ nodes, connections: [{ from: 'Match', to: 'Save' }], items: given });
		const first = await run(missing);
		expect(first.outputs('Save')[0]?.map(({ json }) => (json['saved'] as IDataObject)['action'])).toEqual(['created', 'created']);
		const second = await run(missing);
		expect(second.outputs('Save')[0]?.map(({ json }) => (json['saved'] as IDataObject)['action'])).toEqual(['unchanged', 'unchanged']);
		expect(await reconcile(yesterday)).toMatchObject({ missing: [], day: { synced: 3, missing: 0 } });
		expect((await reconcile({ options: { timeZone: 'UTC', listSynced: true } })).rest).toHaveLength(8);
	});

	it('knows what no trigger takes, what is on its way, and what was before it began', async () => {
		early();
		const before = world.order(line('MUG'));
		pass(minutes(60));
		await world.begin({ marketplaces: ['A1PA6795UKMFR9'] });
		const elsewhere = world.order({ ...line('MUG'), marketplaceId: 'A1RKKUPIHCS9HS' });
		pass(minutes(60));
		const fresh = world.order(line('MUG'));
		pass(minutes(5));
		const today = new Date().toISOString().slice(0, 10);
		const { missing, rest, day } = await reconcile({ whichDay: 'day', day: today, ...yesterday });
		expect(missing).toEqual([]);
		expect(codes(rest)).toEqual({
			[before]: ['ignored', 'boughtBefore'],
			[elsewhere]: ['ignored', 'notTaken'],
			[fresh]: ['waiting', undefined],
		});
		expect(day).toMatchObject({ wrong: false });
	});

	it('knows how long days are, and that a channel that does not answer has said nothing', async () => {
		const hours = async (day: string): Promise<unknown> =>
			(await reconcile({ whichDay: 'day', day, options: { timeZone: 'Europe/Madrid' } })).day?.['hours'];
		expect(await hours('2026-03-29')).toBe(23);
		expect(await hours('2026-10-25')).toBe(25);
		world.fault({ standIn: 'amazon', kind: 'http503Html', pathPattern: 'orders', times: 500 });
		const failed = await world.run({ nodes: [logNode({ operation: 'reconcile' })], items: [{}] });
		expect(failed.status).toBe('error');
		const odd = await world.run({ nodes: [logNode({ operation: 'reconcile', whichDay: 'day', day: '2026-02-30' })], items: [{}] });
		expect(odd.error?.message).toContain('not a day of the calendar');
	});

	it('does not ask the channel for a day that has not begun where the shop is', async () => {
		const tomorrow = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);
		const asked = world.sandbox.counts()['amazon'];
		const parameters = { operation: 'reconcile', whichDay: 'day', day: tomorrow, options: { timeZone: 'America/New_York' } };
		const { error } = await world.run({ nodes: [logNode(parameters)], items: [{}] });
		expect(error?.message).toBe(`The day ${tomorrow} has not begun in America/New_York`);
		expect(world.sandbox.counts()['amazon']).toEqual(asked);
	});
});
