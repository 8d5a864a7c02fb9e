import fc from 'fast-check';
import { accountKey } from '../../../src/domain/account';
import type { AccountKey } from '../../../src/domain/ids';
import type { ClaimAnswer, ClaimKey, Database } from '../../../src/ports/database';
import { claimKey, iso, T0, withDatabase, type FreshDatabase } from './under-test';

/** What the port says about a claim, in plain words. */
interface Claim {
	holder?: string;
	until: number;
	/** A write of which nobody told how it ended. */
	open?: { position: number; began: number; settles: number };
	done?: string;
}

interface Model {
	now: number;
	/** The living process in each place; one that dies makes room for another. */
	readonly owners: string[];
	readonly dead: Set<string>;
	readonly claims: Map<number, Claim>;
}

interface Real {
	readonly db: Database;
	readonly account: AccountKey;
}

const KEYS = 4;
const OWNERS = 3;
const key = (real: Real, at: number): ClaimKey => claimKey(String(at), { at: real.account });
const claimOf = (model: Model, at: number): Claim => {
	const claim = model.claims.get(at) ?? { until: 0 };
	model.claims.set(at, claim);
	return claim;
};
const ownerAt = (model: Model, at: number): string => model.owners[at] ?? '';

type Run = (model: Model, real: Real) => Promise<void>;
const command = (name: string, input: object, run: Run): fc.AsyncCommand<Model, Real> => ({
	check: () => true,
	run,
	toString: () => `${name}(${JSON.stringify(input)})`,
});

const keys = fc.array(fc.nat(KEYS - 1), { minLength: 1, maxLength: 3 });
const owner = fc.nat(OWNERS - 1);

const acquire = fc.record({ keys, owner, leaseMs: fc.integer({ min: 1, max: 100 }) }).map((input) =>
	command('acquire', input, async (model, real) => {
		const me = ownerAt(model, input.owner);
		const expected = input.keys.map((at): ClaimAnswer => {
			const claim = claimOf(model, at);
			if (claim.done !== undefined) return { state: 'done', result: claim.done };
			if (claim.holder !== undefined && claim.until > model.now && !model.dead.has(claim.holder))
				return { state: 'held', until: iso(claim.until) };
			claim.holder = me;
			claim.until = model.now + input.leaseMs;
			const leaseUntil = iso(claim.until);
			if (claim.open === undefined) return { state: 'acquired', leaseUntil };
			return {
				state: 'unsettled',
				leaseUntil,
				position: claim.open.position,
				writeBegan: iso(claim.open.began),
				settlesAt: iso(claim.open.settles),
			};
		});
		expect(
			await real.db.claims.acquire(
				input.keys.map((at) => key(real, at)),
				me,
				input.leaseMs,
				model.now,
			),
		).toEqual(expected);
	}),
);

const begin = fc.record({ keys, owner, position: fc.nat(50), neededMs: fc.nat(60), settlesIn: fc.nat(50) }).map((input) =>
	command('begin', input, async (model, real) => {
		const me = ownerAt(model, input.owner);
		const settles = model.now + input.settlesIn;
		const expected = input.keys.map((at) => {
			const claim = claimOf(model, at);
			if (claim.holder !== me || claim.until - model.now < input.neededMs) return false;
			const { position, began, settles: before } = claim.open ?? { position: input.position, began: model.now, settles };
			claim.open = { position: Math.min(position, input.position), began, settles: Math.max(before, settles) };
			return true;
		});
		const write = { position: input.position, neededMs: input.neededMs, settlesAt: settles };
		expect(
			await real.db.claims.begin(
				input.keys.map((at) => key(real, at)),
				me,
				write,
				model.now,
			),
		).toEqual(expected);
	}),
);

const complete = fc.record({ keys, result: fc.constantFrom('17', '18') }).map((input) =>
	command('complete', input, async (model, real) => {
		for (const at of input.keys) model.claims.set(at, { until: 0, done: claimOf(model, at).done ?? input.result });
		await real.db.claims.complete(
			input.keys.map((at) => ({ key: key(real, at), result: input.result })),
			model.now,
		);
	}),
);

const reopen = fc.record({ keys, result: fc.constantFrom('17', '18'), position: fc.nat(50), settlesIn: fc.nat(50) }).map((input) =>
	command('reopen', input, async (model, real) => {
		const settles = model.now + input.settlesIn;
		for (const at of input.keys) {
			const { holder, open, done } = claimOf(model, at);
			const unknown = holder === undefined && open === undefined && done === undefined;
			if (!unknown && done !== input.result) continue;
			model.claims.set(at, { until: 0, open: { position: input.position, began: model.now, settles } });
		}
		await real.db.claims.reopen(
			input.keys.map((at) => ({ key: key(real, at), result: input.result })),
			{ position: input.position, settlesAt: settles },
			model.now,
		);
	}),
);

const release = fc.record({ keys, owner }).map((input) =>
	command('release', input, async (model, real) => {
		const me = ownerAt(model, input.owner);
		for (const at of input.keys) if (claimOf(model, at).holder === me) model.claims.delete(at);
		await real.db.claims.release(
			input.keys.map((at) => key(real, at)),
			me,
			model.now,
		);
	}),
);

const abandon = fc.record({ keys, owner }).map((input) =>
	command('abandon', input, async (model, real) => {
		const me = ownerAt(model, input.owner);
		for (const at of input.keys) if (claimOf(model, at).holder === me) delete claimOf(model, at).holder;
		await real.db.claims.abandon(
			input.keys.map((at) => key(real, at)),
			me,
			model.now,
		);
	}),
);

const tick = fc.integer({ min: 1, max: 60 }).map((ms) =>
	command('tick', { ms }, async (model) => {
		await Promise.resolve((model.now += ms));
	}),
);

export function claimsModel(fresh: FreshDatabase, numRuns: number): void {
	const test = withDatabase(fresh);

	it('does what a plain table of claims would, in random histories', async () => {
		let run = 0;
		const die = owner.map((at) =>
			command('die', { at }, async (model) => {
				await Promise.resolve(test.gone.add(ownerAt(model, at)));
				model.dead.add(ownerAt(model, at));
				model.owners[at] = `${ownerAt(model, at)}'`;
			}),
		);
		await fc.assert(
			fc.asyncProperty(
				fc.commands([acquire, acquire, begin, begin, complete, complete, reopen, release, abandon, tick, die], { maxCommands: 40 }),
				async (commands) => {
					run += 1;
					const owners = Array.from({ length: OWNERS }, (_, at) => `${run}-${at}`);
					await fc.asyncModelRun(
						() => ({
							model: { now: T0, owners, dead: new Set<string>(), claims: new Map<number, Claim>() },
							real: { db: test.db, account: accountKey({ platform: 'woocommerce', id: `run-${run}` }) },
						}),
						commands,
					);
				},
			),
			{ numRuns },
		);
	});
}
