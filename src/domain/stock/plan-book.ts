import { reasonOf, type Reason, type ReasonCode } from '../reasons';
import type { Words } from '../texts/language';
import type { Pushed } from './facts';
import type { PlannedRest, PlannedWrite, Refusal, StockPlan } from './plan';
import { dropsToZero, massZero, type GuardGiven } from './zero-guard';

/** Refused for good: told only to whoever named it, not of each sibling that is none of our business. */
interface Quiet {
	readonly refusal: Refusal;
	readonly isNamed: boolean;
}

/** What a run comes to, as it is found out. */
export class PlanBook {
	private readonly writes: PlannedWrite[] = [];
	/** Products that would drop to zero. */
	private readonly drops = new Set<string>();
	private readonly unchanged: PlannedRest[] = [];
	private readonly refused: Refusal[] = [];
	private readonly quiet: Quiet[] = [];

	/** @param subject what a reason is about: a listing, a product */
	constructor(private readonly subject: (sku: string) => Words) {}

	/** @param product which product's drop to zero it would be; none where nothing is sold by it */
	write(write: PlannedWrite, product: string | undefined, pushed: Pushed | undefined): void {
		if (product !== undefined && dropsToZero(write.quantity, write.was, pushed)) this.drops.add(product);
		this.writes.push(write);
	}

	rest(rest: PlannedRest): void {
		this.unchanged.push(rest);
	}

	refuse(sku: string, inputs: readonly number[], code: ReasonCode, detail?: Words, subject = this.subject(sku)): void {
		this.refused.push({ sku, reason: reasonOf(code, subject, detail), inputs });
	}

	/** As `refuse`, left untold where nobody named it and its items have come to something else. */
	refuseQuietly(isNamed: boolean, sku: string, inputs: readonly number[], code: ReasonCode, detail?: Words): void {
		this.quiet.push({ isNamed, refusal: { sku, reason: reasonOf(code, this.subject(sku), detail), inputs } });
	}

	close(guard: GuardGiven): StockPlan {
		const refused = [...this.refused, ...this.heard()];
		const unchanged = inOrder(this.unchanged);
		const stopped = massZero(this.drops.size, guard);
		return stopped === undefined
			? { writes: inOrder(this.writes), unchanged, refused: inOrder(refused) }
			: { writes: [], unchanged, refused: inOrder([...refused, ...this.held(stopped)]), stopped };
	}

	private heard(): readonly Refusal[] {
		if (this.quiet.length === 0) return [];
		const told = new Set<number>();
		for (const list of [this.writes, this.unchanged, this.refused])
			for (const { inputs } of list) for (const input of inputs) told.add(input);
		return this.quiet
			.filter(({ isNamed, refusal }) => isNamed || refusal.inputs.some((input) => !told.has(input)))
			.map(({ refusal }) => refusal);
	}

	/** No list of writes that somebody could send all the same. */
	private held(stopped: Reason): readonly Refusal[] {
		return this.writes.map(({ sku, inputs }) => ({ sku, inputs, reason: stopped }));
	}
}

/** As the items came; what no item names at the end. */
const inOrder = <One extends { readonly sku: string; readonly inputs: readonly number[] }>(all: readonly One[]): readonly One[] =>
	all.toSorted((one, other) => firstOf(one) - firstOf(other) || compared(one.sku, other.sku));

const firstOf = ({ inputs }: { readonly inputs: readonly number[] }): number => inputs[0] ?? Number.MAX_SAFE_INTEGER;
const compared = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** Each once, lowest first. */
export function inputsOf(rows: readonly { readonly input: number }[]): readonly number[] {
	const [only] = rows;
	if (rows.length <= 1) return only === undefined ? [] : [only.input];
	return [...new Set(rows.map(({ input }) => input))].toSorted((one, other) => one - other);
}
