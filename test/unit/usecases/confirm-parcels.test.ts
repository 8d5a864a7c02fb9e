import { orderId } from '../../../src/domain/ids';
import { confirmOrders } from '../../../src/usecases/confirm/confirm-orders';
import { ConfirmWorld, HOUR, MINUTE, parcel, PLAIN, sold } from './confirm-world';

let world: ConfirmWorld;
beforeEach(async () => {
	world = await ConfirmWorld.open();
});
afterEach(async () => {
	await world.close();
});

const told = (): number => world.shipments.calls.length;

it('tells the channel of a parcel, proves it, and tells nothing the second time', async () => {
	world.buy('A');
	const items = [sold('A', [parcel('P1')])];
	expect(await world.confirm(items)).toMatchObject([
		{ kind: 'confirmed', action: 'confirmed', parcels: [{ reference: '1', state: 'told', carrier: 'QUICK', trackingNumber: 'QP P1' }] },
	]);
	expect(world.shown('A')).toEqual({ 1: 'QP P1' });
	expect(await world.sale('A')).toMatchObject({
		state: 'pending',
		reason: { code: 'confirmationUnproven' },
		targetOrderId: 'A',
		frozen: true,
	});
	await world.clock.pass(6 * MINUTE);
	expect(await world.words(items)).toEqual(['proven']);
	expect(await world.sale('A')).toMatchObject({ state: 'synced', orderNumber: '#A' });
	const calls = world.channel.requests.length;
	expect(await world.words(items)).toEqual(['unchanged']);
	expect([told(), world.channel.requests.length]).toEqual([1, calls]);
	expect(JSON.stringify([await world.rows('A'), await world.sale('A')])).not.toMatch(/QP P1/);
});

it('tells 24 hours before the ship-by time, once, that there is no number, and waits for it', async () => {
	const shipBy = { to: new Date(world.clock.now() + 30 * HOUR).toISOString() };
	world.buy('A', { shipBy });
	expect(await world.words([sold('A', [])])).toEqual(['waiting']);
	const minutely = expect.stringMatching(/\(ship by \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)\)$/) as string;
	expect(await world.sale('A')).toMatchObject({ state: 'pending', reason: { code: 'confirmationNoNumber', text: minutely } });
	await world.clock.pass(7 * HOUR);
	expect(await world.words([sold('A', [])])).toEqual(['confirmationShipBy']);
	expect(await world.words([sold('A', [parcel('P1', { trackingNumber: undefined as never })])])).toEqual(['waiting']);
	expect(await world.words([sold('A', [parcel('P1')])])).toEqual(['confirmed']);
});

describe('which units are in a parcel', () => {
	const set = [
		{ lineId: 'w1', sku: 'CUP', quantity: 4, of: 'line-1', pieces: 2 },
		{ lineId: 'w2', sku: 'POT', quantity: 2, of: 'line-1', pieces: 1 },
	];

	it('one number without lines covers all that is unconfirmed', async () => {
		world.buy('A', { lines: [{ sku: 'TEE', quantity: 2 }, { sku: 'CAP' }] });
		await world.confirm([sold('A', [parcel('P1', { lines: [{ lineId: 'w1', quantity: 1 }] })])]);
		await world.confirm([sold('A', [parcel('P1', { lines: [{ lineId: 'w1', quantity: 1 }] }), parcel('P2')])]);
		expect((await world.rows('A')).map(({ lines }) => lines)).toEqual([
			[{ lineId: 'line-1', quantity: 1 }],
			[
				{ lineId: 'line-1', quantity: 1 },
				{ lineId: 'line-2', quantity: 1 },
			],
		]);
		expect(world.channel.now('A')?.status).toBe('shipped');
	});

	it('several without lines need a person', async () => {
		world.buy('A');
		expect(await world.words([sold('A', [parcel('P1'), parcel('P2')])])).toEqual(['confirmationLines']);
		expect(await world.sale('A')).toMatchObject({ state: 'error' });
		expect(told()).toBe(0);
	});

	it('of several products, or pieces, counts with the parcel that completes it', async () => {
		world.buy('A');
		const first = parcel('P1', {
			lines: [
				{ lineId: 'w1', quantity: 3 },
				{ lineId: 'w2', quantity: 1 },
			],
		});
		expect(await world.words([sold('A', [first], { storeLines: set })])).toEqual(['confirmed']);
		expect((await world.rows('A')).map(({ lines }) => lines)).toEqual([[{ lineId: 'line-1', quantity: 1 }]]);
		await world.clock.pass(6 * MINUTE);
		expect(await world.words([sold('A', [first], { storeLines: set })])).toEqual(['proven']);
		expect(await world.sale('A')).toMatchObject({ state: 'pending', reason: { code: 'confirmationRest' } });
		const rest = parcel('P2', {
			lines: [
				{ lineId: 'w1', quantity: 1 },
				{ lineId: 'w2', quantity: 1 },
			],
		});
		expect(await world.words([sold('A', [first, rest], { storeLines: set })])).toEqual(['confirmed']);
		expect(world.channel.now('A')?.status).toBe('shipped');
	});

	it('waits while a part of it has left, and needs a person where nothing more comes', async () => {
		world.buy('A');
		const cups = parcel('P1', { lines: [{ lineId: 'w1', quantity: 4 }] });
		const outcome = await world.confirm([sold('A', [cups], { storeLines: set })]);
		expect(outcome).toMatchObject([
			{ action: 'waiting', reason: { code: 'confirmationPart', text: expect.stringContaining('2 × POT') as string } },
		]);
		const one = [{ lineId: 'w1', sku: 'CUP', quantity: 3, of: 'line-1', pieces: 2 }];
		const odd = parcel('P1', { lines: [{ lineId: 'w1', quantity: 3 }] });
		expect(await world.words([sold('A', [odd], { storeLines: one })])).toEqual(['confirmationIncomplete']);
	});

	it('of several lines that are one product, as a store has them that knows one price a piece, counts them together', async () => {
		world.buy('A', { lines: [{ sku: 'CUPS', quantity: 2 }] });
		const split = [
			{ lineId: 'w1', sku: 'CUP', quantity: 4, of: 'line-1', pieces: 3 },
			{ lineId: 'w2', sku: 'CUP', quantity: 2, of: 'line-1', pieces: 3 },
		];
		const all = { lines: split.map(({ lineId, quantity }) => ({ lineId, quantity })) };
		expect(await world.words([sold('A', [parcel('P1', all)], { storeLines: split })])).toEqual(['confirmed']);
	});

	it('by the quantities ordered where nobody noted how many pieces one is', async () => {
		world.buy('A');
		const lines = (quantity: number) => [{ lineId: 'w1', sku: 'CUP', quantity, of: 'line-1' }];
		const all = parcel('P1', { lines: [{ lineId: 'w1', quantity: 5 }] });
		expect(await world.words([sold('A', [all], { storeLines: lines(5) })])).toEqual(['confirmationOdd']);
		const six = parcel('P1', { lines: [{ lineId: 'w1', quantity: 6 }] });
		expect(await world.words([sold('A', [six], { storeLines: lines(6) })])).toEqual(['confirmed']);
		expect((await world.rows('A')).map((row) => row.lines)).toEqual([[{ lineId: 'line-1', quantity: 2 }]]);
	});

	it('never more than is still to be shipped', async () => {
		world.buy('A');
		const three = parcel('P1', { lines: [{ lineId: 'w1', quantity: 3 }] });
		expect(await world.confirm([sold('A', [three])])).toMatchObject([
			{ reason: { code: 'confirmationTooMany', text: expect.stringContaining('3 × TEE') as string } },
		]);
		expect(told()).toBe(0);
	});
});

describe('an order', () => {
	it('that was cancelled meanwhile is told to a person, and nothing is sent', async () => {
		world.buy('A');
		await world.confirm([sold('A', [])]);
		world.buy('A', { status: 'cancelled' });
		expect(await world.words([sold('A', [parcel('P1')])])).toEqual(['confirmationCancelled']);
		expect([told(), world.shipments.damage]).toEqual([0, []]);
	});

	it('that the channel ships, or confirms by itself, is skipped in silence', async () => {
		world.buy('A', { fulfilledBy: 'amazon' });
		world.buy('B', { programs: ['channelShips'] });
		expect(await world.words([sold('A', [parcel('P1')]), sold('B', [parcel('P2')])])).toEqual(['skipped', 'skipped']);
		expect([await world.sale('A'), told()]).toEqual([undefined, 0]);
	});

	it('that somebody has confirmed at the channel is done', async () => {
		const line = { id: 'line-1', sku: 'TEE', quantity: 2 };
		world.buy('A');
		const now = world.channel.now('A');
		if (now === undefined) throw new Error('no order');
		world.channel.put(
			{ ...now, status: 'shipped', lines: now.lines.map((one) => ({ ...one, quantityShipped: line.quantity })) },
			{ lagMs: 0 },
		);
		expect(await world.words([sold('A', [parcel('P1')])])).toEqual(['unchanged']);
		expect(await world.sale('A')).toMatchObject({ state: 'synced' });
		world.buy('B');
		world.shipments.refusing.set('B', 'shippedBefore');
		expect(await world.words([sold('B', [parcel('P1')])])).toEqual(['confirmationRefused']);
	});

	it('nobody has', async () => {
		expect(await world.words([sold('A', [parcel('P1')])])).toEqual(['confirmationNoOrder']);
	});
});

it('waits until the carrier has the parcel, where that is wanted', async () => {
	world.buy('A');
	expect(await world.words([sold('A', [parcel('P1', { phase: 'announced' })])], { when: 'inTransit' })).toEqual(['waiting']);
	expect(await world.sale('A')).toMatchObject({ reason: { code: 'confirmationNotLeft' } });
	expect(await world.words([sold('A', [parcel('P1', { phase: 'outForDelivery' })])], { when: 'inTransit' })).toEqual(['confirmed']);
});

it('names a carrier as the channel does, and says which it does not list', async () => {
	world.buy('A');
	world.buy('B');
	world.buy('C');
	const items = [sold('A', [parcel('P1', { carrier: 'Van of Joe' })]), sold('B', [parcel('P2', { carrier: 'Van of Joe' })])];
	const [one] = await world.confirm(items.slice(0, 1));
	expect(one).toMatchObject({ parcels: [{ carrier: 'Other', unlisted: 'Van of Joe' }] });
	const [two] = await world.confirm(items.slice(1), { carriers: new Map([['van of joe', 'Slow']]) });
	expect(two).toMatchObject({ parcels: [{ carrier: 'Slow' }] });
	const [three] = await world.confirm([sold('C', [{ id: 'P3', trackingNumber: 'X', lines: [] }])]);
	expect(three).toMatchObject({ reason: { code: 'confirmationNoCarrier' } });
});

it('gives a time neither before the order nor in the future, whichever clock is wrong', async () => {
	for (const [id, at] of [
		['A', -HOUR],
		['B', HOUR],
		['C', 0],
	] as const) {
		world.buy(id, { purchasedAt: new Date(world.clock.now()).toISOString() });
		await world.clock.pass(MINUTE);
		await world.confirm([sold(id, [parcel('P1', { shippedAt: new Date(world.clock.now() + at).toISOString() })])]);
	}
	for (const id of ['A', 'B', 'C']) {
		const now = world.channel.now(id);
		const at = Date.parse(now?.packages[0]?.shippedAt ?? '');
		expect([at >= Date.parse(now?.purchasedAt ?? ''), at <= world.clock.now()]).toEqual([true, true]);
	}
});

describe('a tracking number that was corrected', () => {
	const again = async (number: string, id = 'P1') => await world.words([sold('A', [parcel(id, { trackingNumber: number })])]);

	it('changes the same parcel', async () => {
		world.buy('A');
		await again('OLD');
		await world.clock.pass(6 * MINUTE);
		await again('OLD');
		expect(await again('NEW')).toEqual(['confirmed']);
		expect(world.shown('A')).toEqual({ 1: 'NEW' });
		await world.clock.pass(6 * MINUTE);
		expect(await again('NEW')).toEqual(['proven']);
	});

	it('also where the store made the parcel anew', async () => {
		world.buy('A');
		await again('OLD');
		await world.clock.pass(6 * MINUTE);
		await again('OLD');
		expect(await again('NEW', 'P9')).toEqual(['confirmed']);
		expect(world.shown('A')).toEqual({ 1: 'NEW' });
	});

	it('by the reference that the channel gave to one that was handed in', async () => {
		const many = ['A', 'B', 'C', 'D'];
		for (const id of many) world.buy(id);
		const items = many.map((id) => sold(id, [parcel('P1', { trackingNumber: `OLD-${id}` })]));
		await world.untilSettled(items);
		expect(world.shown('A')).toEqual({ 7000: 'OLD-A' });
		expect(await again('NEW')).toEqual(['confirmed']);
		expect(world.shown('A')).toEqual({ 7000: 'NEW' });
		const now = world.channel.now('B');
		if (now !== undefined) world.channel.put({ ...now, packages: [] }, { lagMs: 0 });
		await world.clock.pass(6 * MINUTE);
		expect(await world.words([sold('B', [parcel('P1', { trackingNumber: 'NEW' })])])).toEqual(['confirmationNoEdit']);
	});
});

describe('a confirmation that was taken', () => {
	it('and dropped goes once more, and then to a person; retried it goes again', async () => {
		world.buy('A');
		const items = [sold('A', [parcel('P1')])];
		for (let round = 1; round <= 2; round += 1) {
			world.shipments.dropping.add('A');
			expect(await world.words(items)).toEqual(['confirmed']);
			await world.clock.pass(6 * MINUTE);
		}
		expect(await world.words(items)).toEqual(['confirmationDropped']);
		expect(await world.sale('A')).toMatchObject({ state: 'error' });
		expect([await world.words(items), told()]).toEqual([['confirmationDropped'], 2]);
		await world.database.sales.retry('memory:shop-1' as never, [orderId('sA')], world.clock.now());
	});

	it('and dropped counts no more once the store has taken the parcel back', async () => {
		world.buy('A');
		world.shipments.dropping.add('A');
		expect(await world.words([sold('A', [parcel('P1')])])).toEqual(['confirmed']);
		await world.clock.pass(6 * MINUTE);
		expect(await world.words([sold('A', [])])).toEqual(['waiting']);
		expect(await world.sale('A')).toMatchObject({ state: 'pending', reason: { code: 'confirmationNoNumber' } });
		expect(await world.words([sold('A', [parcel('P2')])])).toEqual(['confirmed']);
		expect(world.shown('A')).toEqual({ 2: 'QP P2' });
	});

	it('is not as it was again because another run asked for its submission, too', async () => {
		const ids = ['A', 'B', 'C', 'D'];
		for (const id of ids) world.buy(id);
		const items = ids.map((id) => sold(id, [parcel(`P-${id}`, { trackingNumber: `OLD-${id}` })]));
		await world.confirm(items);
		await world.clock.pass(6 * MINUTE);
		const check = world.shipments.checkParcels.bind(world.shipments);
		const corrected = [sold('A', [parcel('P-A', { trackingNumber: 'NEW' })])];
		let isFirst = true;
		world.shipments.checkParcels = async (submission) => {
			const answer = await check(submission);
			if (isFirst) {
				isFirst = false;
				// Meanwhile somebody else is through with it.
				await confirmOrders(world.deps(), PLAIN, corrected);
			}
			return answer;
		};
		await world.confirm(items.slice(1));
		expect((await world.rows('A')).map(({ submission, knownAs }) => ({ submission, knownAs }))).toEqual([{ knownAs: '7000' }]);
		await world.clock.pass(6 * MINUTE);
		expect(await world.words(corrected)).toEqual(['proven']);
		expect(world.shown('A')).toEqual({ 7000: 'NEW' });
	});

	it('waits while its submission is under way', async () => {
		const ids = ['A', 'B', 'C', 'D'];
		for (const id of ids) world.buy(id);
		const items = ids.map((id) => sold(id, [parcel(`P-${id}`)]));
		expect(await world.words(items)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
		expect(await world.words(items)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
		expect(world.shipments.calls.map(({ operation }) => operation)).toEqual(['handIn']);
		const outcomes = await world.untilSettled(items);
		expect(outcomes.map((one) => one.kind)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
		expect(world.shipments.calls).toHaveLength(1);
	});

	it('is handed in again where the submission did nothing', async () => {
		const ids = ['A', 'B', 'C', 'D'];
		for (const id of ids) world.buy(id);
		const items = ids.map((id) => sold(id, [parcel(`P-${id}`)]));
		world.shipments.faults.next('handIn', 'refusedElement');
		await world.untilSettled(items);
		expect(world.shipments.calls.map(({ operation }) => operation)).toEqual(['handIn', 'handIn']);
		for (const id of ids) expect(Object.values(world.shown(id))).toEqual([`QP P-${id}`]);
	});
});
