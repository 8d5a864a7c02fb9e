import fc from 'fast-check';
import { accountKey } from '../../../src/domain/account';
import { subscriptionId } from '../../../src/domain/ids';
import { MAX_HAND_OUTS, type InboxState } from '../../../src/domain/sale-states';
import type { Database, InboxStamp } from '../../../src/ports/database';
import {
	begun,
	close,
	command,
	isDue,
	type Model,
	owner,
	ownerAt,
	OWNERS,
	picked,
	picks,
	type Real,
	reset,
	type Row,
	running,
	topicOf,
} from './inbox-plain';
import { iso, MINUTE, orderEvent, T0, withDatabase, type FreshDatabase } from './under-test';

const ORDERS = 4;

const add = fc
	.array(
		fc.record({
			order: fc.nat(ORDERS - 1),
			version: fc.nat(3),
			kind: fc.constantFrom('order', 'retry'),
			topic: fc.constantFrom('order', 'order', 'paid'),
		}),
		{
			minLength: 1,
			maxLength: 3,
		},
	)
	.map((input) =>
		command('add', input, async (model, real) => {
			const events = input.map(({ order, version, kind, topic }) =>
				orderEvent(String(order), {
					subscription: real.subscription,
					account: real.account,
					version: iso(T0 + version * MINUTE),
					kind,
					topic,
				}),
			);
			let added = 0;
			for (const event of events) {
				if (model.rows.some((row) => JSON.stringify(row.event) === JSON.stringify(event))) continue;
				model.rows.push({ event, state: 'new', due: model.now, attempts: 0, open: new Map() });
				added += 1;
			}
			expect(await real.db.inbox.add(events, [], model.now)).toBe(added);
		}),
	);

const handOut = fc
	.record({ limit: fc.integer({ min: 1, max: 4 }), owner, startWithinMs: fc.integer({ min: 1, max: 50 }), buries: fc.boolean() })
	.map((input) =>
		command('handOut', input, async (model, real) => {
			const given: Row[] = [];
			const dead: Row[] = [];
			const topics = new Set(model.rows.filter(isDue(model)).slice(0, input.limit).map(topicOf));
			for (const topic of topics) {
				if (given.length >= input.limit) break;
				const due = model.rows.filter((row) => topicOf(row) === topic && isDue(model)(row));
				const newest =
					due
						.map((row) => row.event.version)
						.sort()
						.at(-1) ?? '';
				for (const row of model.rows) {
					const waits = row.state === 'new' || isDue(model)(row);
					if (topicOf(row) !== topic || row.event.version >= newest || !waits || row.closed !== undefined) continue;
					close(row, model.now);
					delete row.begun;
				}
				for (const row of due.filter(({ event }) => event.version === newest)) {
					if (begun(row) >= MAX_HAND_OUTS) dead.push(row);
					else if (given.length < input.limit) given.push(row);
				}
			}
			const inOrder = (rows: readonly Row[]): Row[] => model.rows.filter((row) => rows.includes(row));
			const answer = await real.db.inbox.handOut(real, input.limit, ownerAt(model, input.owner), input.startWithinMs, model.now);
			for (const row of dead) {
				row.state = 'dead';
				delete row.begun;
				row.open.clear();
			}
			const untold = model.rows.filter((row) => row.state === 'dead' && row.closed === undefined);
			expect(answer.dead).toEqual(untold.map((row) => ({ ...row.event, row: expect.any(Number) })));
			if (input.buries) {
				await real.db.inbox.bury(
					answer.dead.map(({ row }) => row),
					model.now,
				);
				for (const row of untold) row.closed = model.now;
			}
			expect(answer.rows).toEqual(
				inOrder(given).map((row) => ({ ...row.event, attempts: begun(row) + 1, row: expect.any(Number), handOut: expect.any(String) })),
			);
			for (const [at, row] of inOrder(given).entries()) {
				const stamp = answer.rows[at];
				if (stamp === undefined) continue;
				Object.assign(row, {
					state: 'handed',
					due: model.now + input.startWithinMs,
					attempts: begun(row) + 1,
					owner: ownerAt(model, input.owner),
				});
				delete row.begun;
				row.open.set(stamp.handOut, row.due);
				model.stamps.push({ stamp: { row: stamp.row, handOut: stamp.handOut }, row });
			}
		}),
	);

/** A command on some stamps: `change` for those that are in one of the states under their own stamp. */
const onStamps = <T extends object>(
	name: string,
	extra: fc.Arbitrary<T>,
	states: readonly InboxState[],
	change: (row: Row, input: T, model: Model) => void,
	call: (db: Database, stamps: readonly InboxStamp[], input: T, model: Model) => Promise<void>,
): fc.Arbitrary<fc.AsyncCommand<Model, Real>> =>
	fc.tuple(picks, extra).map(([numbers, input]) =>
		command(name, { numbers, ...input }, async (model, real) => {
			const some = picked(model, numbers);
			const concerned = some.filter((each) => states.some((state) => running(state)(each))).map(({ row }) => row);
			await call(
				real.db,
				some.map(({ stamp }) => stamp),
				input,
				model,
			);
			for (const row of new Set(concerned)) change(row, input, model);
		}),
	);

const none = fc.constant({});
const later = fc.record({ inMs: fc.nat(50) });

const start = fc.record({ numbers: picks, owner, inMs: fc.nat(80) }).map((input) =>
	command('start', input, async (model, real) => {
		const some = picked(model, input.numbers);
		// One after the other: of two hand-outs of one row the first begins.
		const expected = some.map(({ stamp, row }) => {
			const deadline = row.open.get(stamp.handOut);
			if (deadline === undefined) return { started: false, lateMs: 0 };
			Object.assign(row, { state: 'started', owner: ownerAt(model, input.owner), due: model.now + input.inMs, begun: stamp.handOut });
			row.open.clear();
			return { started: true, lateMs: Math.max(0, model.now - deadline) };
		});
		expect(
			await real.db.inbox.start(
				some.map(({ stamp }) => stamp),
				ownerAt(model, input.owner),
				input.inMs,
				model.now,
			),
		).toEqual(expected);
	}),
);
const renew = onStamps(
	'renew',
	later,
	['started'],
	(row, { inMs }, model) => {
		row.due = model.now + inMs;
	},
	async (db, stamps, { inMs }, model) => {
		await db.inbox.renew(stamps, inMs, model.now);
	},
);
const end = onStamps(
	'end',
	none,
	['started'],
	(row, _, model) => {
		close(row, model.now);
	},
	async (db, stamps, _, model) => {
		await db.inbox.end(stamps, model.now);
	},
);
const fail = onStamps(
	'fail',
	later,
	['started', 'handed'],
	(row, { inMs }, model) => {
		reset(row, model.now + inMs);
	},
	async (db, stamps, { inMs }, model) => {
		await db.inbox.fail(stamps, model.now + inMs, model.now);
	},
);
const giveBack = fc.tuple(picks, later, fc.constantFrom('counts' as const, undefined, undefined)).map(([numbers, { inMs }, counts]) =>
	command('giveBack', { numbers, inMs, counts }, async (model, real) => {
		const some = picked(model, numbers);
		const concerned = some.filter(running('handed'));
		await real.db.inbox.giveBack(
			some.map(({ stamp }) => stamp),
			model.now + inMs,
			model.now,
			counts,
		);
		for (const { stamp, row } of concerned) row.open.delete(stamp.handOut);
		for (const row of new Set(concerned.map((each) => each.row))) {
			row.due = model.now + inMs;
			if (counts !== undefined) row.attempts += 1;
			if (row.open.size > 0) continue;
			reset(row, row.due);
			row.attempts -= 1;
		}
	}),
);
const isOutdated = (model: Model, row: Row): boolean =>
	model.rows
		.slice(model.rows.indexOf(row) + 1)
		.some(
			(newer) =>
				topicOf(newer) === topicOf(row) &&
				newer.event.kind !== 'retry' &&
				(row.event.kind === 'retry' || newer.event.version > row.event.version),
		);

const current = picks.map((numbers) =>
	command('current', { numbers }, async (model, real) => {
		const some = picked(model, numbers);
		const standing = some.map(
			({ stamp, row }) =>
				model.rows.includes(row) && (running('started')({ stamp, row }) || running('ended')({ stamp, row })) && !isOutdated(model, row),
		);
		expect(await real.db.inbox.current(some.map(({ stamp }) => stamp))).toEqual(standing);
	}),
);

const look = fc.constant(
	command('look', {}, async (model, real) => {
		const counts: Record<InboxState, number> = { new: 0, handed: 0, started: 0, ended: 0, dead: 0 };
		for (const row of model.rows) counts[row.state] += 1;
		expect(await real.db.inbox.counts(real.account)).toEqual(counts);
	}),
);

const prune = fc.nat(40).map((ago) =>
	command('prune', { ago }, async (model, real) => {
		const before = model.now - ago;
		model.rows = model.rows.filter((row) => (row.closed ?? before) >= before);
		await real.db.inbox.prune(iso(before));
	}),
);

const tick = fc.integer({ min: 1, max: 60 }).map((ms) =>
	command('tick', { ms }, async (model) => {
		await Promise.resolve((model.now += ms));
	}),
);

export function inboxModel(fresh: FreshDatabase, numRuns: number): void {
	const test = withDatabase(fresh);

	it('does what a plain list of rows would, in random histories', async () => {
		let run = 0;
		const die = owner.map((at) =>
			command('die', { at }, async (model) => {
				await Promise.resolve(test.gone.add(ownerAt(model, at)));
				model.dead.add(ownerAt(model, at));
				model.owners[at] = `${ownerAt(model, at)}'`;
			}),
		);
		const commands = fc.commands([add, add, handOut, handOut, start, start, renew, end, fail, giveBack, current, look, prune, tick, die], {
			maxCommands: 60,
		});
		await fc.assert(
			fc.asyncProperty(commands, async (history) => {
				run += 1;
				const owners = Array.from({ length: OWNERS }, (_, at) => `${run}-${at}`);
				await fc.asyncModelRun(
					() => ({
						model: { now: T0, owners, dead: new Set<string>(), rows: [], stamps: [] } satisfies Model as Model,
						real: {
							db: test.db,
							subscription: subscriptionId(`run-${run}`, 'trigger'),
							account: accountKey({ platform: 'amazon', id: `run-${run}` }),
						},
					}),
					history,
				);
			}),
			{ numRuns },
		);
	});
}
