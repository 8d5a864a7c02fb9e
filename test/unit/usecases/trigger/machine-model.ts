import fc from 'fast-check';
import type { Order } from '../../../src/domain/order';
import type { Delivery } from '../../../src/usecases/collect/hand-out-orders';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { CollectWorld, HOUR, MINUTE, WANTS, type End } from './collect-world';

const TRIGGERS = ['a:trigger', 'b:trigger'] as const;
type Trigger = (typeof TRIGGERS)[number];
const ORDERS = 5;

/** What must come of it: the newest version of each order since a trigger started, in a run that ended well. */
interface Model {
	/** Triggers that have been through a poll, and the time from which on they miss nothing. */
	readonly since: Map<Trigger, string>;
	versions: number;
	/** Given out, and not run yet. */
	readonly handed: { trigger: Trigger; deliveries: readonly Delivery[] }[];
}

type Command = fc.AsyncCommand<Model, CollectWorld>;
const command = (name: string, input: object, run: (model: Model, real: CollectWorld) => Promise<void>): Command => ({
	check: () => true,
	run,
	toString: () => `${name}(${JSON.stringify(input)})`,
});

const trigger = fc.constantFrom(...TRIGGERS);
const end = fc.constantFrom<End>('well', 'well', 'failed', 'died', 'never began');

async function poll(model: Model, world: CollectWorld, of: Trigger, diesAt?: number): Promise<void> {
	const before = new Date(world.clock.now()).toISOString();
	try {
		const { deliveries } = await world.poll(of, WANTS, diesAt);
		model.handed.push({ trigger: of, deliveries });
	} catch (error) {
		if (!(error instanceof ProcessDied)) throw error;
	}
	const known = (await world.database.streams.subscriptions('memory:market-1')).find(({ id }) => id === of);
	if (known !== undefined && !model.since.has(of)) model.since.set(of, known.startsAt > before ? known.startsAt : before);
}

const buy = fc
	.record({ at: fc.nat(ORDERS - 1), lag: fc.nat(9), status: fc.constantFrom('unshipped', 'shipped', 'cancelled', 'pending') })
	.map((input) =>
		command('change', input, async (model, world) => {
			model.versions += 1;
			const { status } = input as Pick<Order, 'status'>;
			const before = world.channel.now(`o${input.at}`);
			world.put(
				{
					id: `o${input.at}`,
					status,
					delivery: { service: `version ${model.versions}` },
					...(before === undefined ? {} : { purchasedAt: before.purchasedAt }),
				},
				{ lagMs: input.lag * MINUTE },
			);
			// No two versions at one moment.
			await world.clock.pass(1_000);
		}),
	);
const pollAt = trigger.map((of) =>
	command('poll', { of }, async (model, world) => {
		await poll(model, world, of);
	}),
);
const pollAndDie = fc.record({ of: trigger, step: fc.integer({ min: 1, max: 60 }) }).map((input) =>
	command('pollAndDie', input, async (model, world) => {
		await poll(model, world, input.of, input.step);
	}),
);
const run = fc.record({ which: fc.nat(3), end }).map((input) =>
	command('run', input, async (model, world) => {
		const [given] = model.handed.splice(Math.min(input.which, Math.max(0, model.handed.length - 1)), 1);
		if (given !== undefined) await world.execute(given.trigger, given.deliveries, input.end);
	}),
);
const pass = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer({ min: 1, max: 90 })).map((minutes) =>
	command('pass', { minutes }, async (_model, world) => {
		await world.clock.pass(minutes * MINUTE);
	}),
);
const quota = fc.option(fc.nat(2), { nil: undefined }).map((left) =>
	command('quota', { left }, async (_model, world) => {
		world.channel.searchesLeft = left;
		await Promise.resolve();
	}),
);
const outage = fc.integer({ min: 1, max: 60 }).map((minutes) =>
	command('outage', { minutes }, async (_model, world) => {
		world.channel.faults.down(world.clock.now() + minutes * MINUTE);
		await Promise.resolve();
	}),
);
const forget = fc.constant(
	command('forgetTokens', {}, async (_model, world) => {
		await Promise.resolve(world.channel.forgetTokens());
	}),
);

const wanted = ({ status }: Order): boolean => status !== 'pending';

/** All is mended, and n8n polls on and runs what it gets. */
async function drain(model: Model, world: CollectWorld): Promise<void> {
	world.channel.faults.none();
	world.channel.searchesLeft = undefined;
	model.handed.splice(0);
	await world.clock.pass(HOUR);
	for (let round = 0; round < 8; round += 1) {
		for (const of of model.since.keys()) await world.pollAndRun(of);
		await world.clock.pass(20 * MINUTE);
	}
}

it('whatever happens to polls and runs, each trigger ends with the newest version of each order, and no version twice', async () => {
	// A bug of one in a hundred histories is found within a few runs of the suite; the unit tests hold the known ones.
	const histories = fc.commands([buy, buy, buy, pollAt, pollAt, pollAndDie, run, run, pass, pass, pass, quota, outage, forget], {
		maxCommands: 60,
	});
	await fc.assert(
		fc.asyncProperty(histories, async (history) => {
			const world = await CollectWorld.open(false);
			const model: Model = { since: new Map(), versions: 0, handed: [] };
			try {
				await fc.asyncModelRun(() => ({ model, real: world }), history);
				await drain(model, world);
				for (const [of, since] of model.since) {
					const ended = world.ended.get(of) ?? [];
					// Five deaths in a row may give an order up; then the log says so.
					const missing = world.channel.all.filter(
						(order) => wanted(order) && order.updatedAt >= since && !ended.includes(`${order.id} ${order.updatedAt}`),
					);
					for (const { id } of missing) expect([id, (await world.logged(id))?.reason?.code]).toEqual([id, 'givenUp']);
					expect(new Set(ended).size).toBe(ended.length);
				}
			} finally {
				await world.close();
			}
		}),
		{ numRuns: 80 },
	);
});
