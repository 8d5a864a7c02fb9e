import fc from 'fast-check';
import type { FaultKind } from '../../sandbox/kernel/faults';
import { days, hours, minutes, pass } from '../nodes/time';
import { command, type Command } from './history-command';
import { FLOW_NAMES, type Fate } from './history-world';

const fate: fc.Arbitrary<Fate> = fc.oneof(
	{ weight: 8, arbitrary: fc.constant('well' as const) },
	{ weight: 2, arbitrary: fc.constant('twice' as const) },
	{ weight: 1, arbitrary: fc.constant('lost' as const) },
	{ weight: 3, arbitrary: fc.integer({ min: 1, max: 120 }) },
);
const kinds: readonly FaultKind[] = [
	'resetBefore',
	'resetAfter',
	'resetAfter',
	'resetAfter',
	'cutBody',
	'http429',
	'http500',
	'http503Html',
	'html200',
	'emptyBody',
	'wrongShape',
];
/** At one of the requests of a run. */
const trouble = fc.record({
	standIn: fc.constantFrom('amazon', 'woocommerce'),
	kind: fc.constantFrom(...kinds),
	skip: fc.nat(7),
	times: fc.constantFrom(1, 1, 3),
});
/** A workflow runs, and may fare badly. */
export const flow = command(
	'run',
	fc.record({
		after: fc.integer({ min: 0, max: 6 }),
		flow: fc.constantFrom(...FLOW_NAMES),
		fate,
		trouble: fc.option(trouble, { nil: undefined, freq: 1 }),
	}),
	async (_outside, input, world) => {
		pass(minutes(input.after));
		await world.during(input.trouble, async () => await world.flow(input.flow, input.fate));
	},
);
/** All of them, as n8n's clock does it. */
export const allFlows = command('runAll', fc.record({ after: fc.integer({ min: 2, max: 30 }) }), async (_outside, { after }, world) => {
	pass(minutes(after));
	for (const name of FLOW_NAMES) await world.flow(name);
});

const count = { times: fc.integer({ min: 1, max: 6 }), skip: fc.nat(3) };
const kind = fc.constantFrom(...kinds);
export const faults: readonly fc.Arbitrary<Command>[] = [
	command(
		'faultAtAmazon',
		fc.record({
			kind,
			operation: fc.constantFrom(
				undefined,
				'getOrder',
				'confirmShipment',
				'outbound.createOrder',
				'outbound.getOrder',
				'outbound.cancelOrder',
				'createFeed',
				'getFeed',
			),
			...count,
		}),
		(_outside, { operation, ...rule }, world) =>
			world.fault({ standIn: 'amazon', ...rule, ...(operation === undefined ? {} : { operation }) }),
	),
	command(
		'faultInStore',
		fc.record({ kind, operation: fc.constantFrom(undefined, 'createOrder', 'batchOrders', 'updateOrder', 'createOrderNote'), ...count }),
		(_outside, { operation, ...rule }, world) =>
			world.fault({ standIn: 'woocommerce', ...rule, ...(operation === undefined ? {} : { operation }) }),
	),
	command('storeIsDown', fc.record({ forMs: fc.integer({ min: 1, max: 40 }).map(minutes) }), (_outside, { forMs }, world) =>
		world.fault({ standIn: 'woocommerce', kind: 'http503Html', forMs }),
	),
	command('dropConfirmations', fc.record({ times: fc.integer({ min: 1, max: 2 }) }), (_outside, { times }, world) => {
		world.nodes.sandbox.amazon.shipments.drop(undefined, times);
	}),
	command(
		'feedEnds',
		fc.record({ ends: fc.constantFrom('FATAL', 'CANCELLED', 'stuck') }),
		async (_outside, ends, world) => await world.nodes.sandbox.amazon.control('feeds/decide', ends),
	),
];

export const time: readonly fc.Arbitrary<Command>[] = [
	command('pass', fc.record({ minutes: fc.integer({ min: 1, max: 45 }) }), (_outside, input) => pass(minutes(input.minutes))),
	command('pass', fc.record({ hours: fc.integer({ min: 1, max: 20 }) }), (_outside, input) => pass(hours(input.hours))),
	command('pass', fc.record({ days: fc.integer({ min: 1, max: 3 }) }), (_outside, input) => pass(days(input.days))),
];
