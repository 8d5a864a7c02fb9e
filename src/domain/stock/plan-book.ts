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
	private readonly writes: (PlannedWrite & { readonly drops?: string })[] = [];
	private readonly unchanged: PlannedRest[] = [];
	private readonly refused: Refusal[] = [];
	private readonly quiet: Quiet[] = [];

	/** @param subject what a reason is about: a listing, a product */
	constructor(private readonly subject: (sku: string) => Words) {}

	/** @param product which product's drop to zero it would be; none where nothing is sold by it */
	write(write: PlannedWrite, product: string | undefined, pushed: Pushed | undefined): void {
		const drops = product !== undefined && dropsToZero(write.quantity, write.was, pushed);
		this.writes.push(drops ? { ...write, drops: product } : write);
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
		const told = new Set([...this.writes, ...this.unchanged, ...this.refused].flatMap(({ inputs }) => inputs));
		const heard = this.quiet.filter(({ isNamed, refusal }) => isNamed || refusal.inputs.some((input) => !told.has(input)));
		const refused = [...this.refused, ...heard.map(({ refusal }) => refusal)];
		const stopped = massZero(new Set(this.writes.flatMap(({ drops }) => drops ?? [])).size, guard);
		if (stopped !== undefined) {
			return { writes: [], unchanged: inOrder(this.unchanged), refused: inOrder([...refused, ...this.held(stopped)]), stopped };
		}
		const writes = this.writes.map(({ drops: _, ...write }) => write);
		return { writes: inOrder(writes), unchanged: inOrder(this.unchanged), refused: inOrder(refused) };
	}

	/** No list of writes that somebody could send all the same. */
	private held(stopped: Reason): readonly Refusal[] {
		return this.writes.map(({ sku, inputs }) => ({ sku, inputs, reason: stopped }));
	}
}

/** As the items came; what no item names at the end. */
function inOrder<One extends { readonly sku: string; readonly inputs: readonly number[] }>(all: readonly One[]): readonly One[] {
	const first = ({ inputs }: One): number => inputs[0] ?? Number.POSITIVE_INFINITY;
	const at = all.map((one) => ({ one, input: first(one) }));
	return at.toSorted((a, b) => (a.input === b.input ? compared(a.one.sku, b.one.sku) : a.input - b.input)).map(({ one }) => one);
}

const compared = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** Each once, lowest first. */
export const inputsOf = (rows: readonly { readonly input: number }[]): readonly number[] =>
	[...new Set(rows.map(({ input }) => input))].toSorted((one, other) => one - other);
