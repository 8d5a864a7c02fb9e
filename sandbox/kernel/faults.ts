import type { Clock, SandboxRequest } from './contract';
import { ControlError } from './contract';
import type { GivenAnswer, Oddity } from './odd-records';

/**
 * What goes wrong. "Before": the stand-in never sees the request. "After": its effect happens and the answer is lost,
 * which a client cannot tell from "before". `splitUtf8` answers rightly, in chunks that cut characters in two; `strayText`
 * answers rightly, with a notice of PHP in front. `answer` is the answer that the rule gives, `odd` the right one with
 * one record made odd.
 */
export const faultKinds = [
	'http429',
	'http500',
	'http503Html',
	'timeoutBefore',
	'timeoutAfter',
	'resetBefore',
	'resetAfter',
	'cutBody',
	'html200',
	'wrongShape',
	'emptyBody',
	'invalidGrant',
	'splitUtf8',
	'strayText',
	'answer',
	'odd',
	'slow',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** Which requests a fault meets, and how often. All conditions given must hold. */
export interface FaultRule {
	readonly standIn: string;
	readonly kind: FaultKind;
	readonly method?: string;
	/** A regular expression tried on the path. */
	readonly pathPattern?: string;
	readonly operation?: string;
	/**
	 * The record concerned, by its id or SKU. For `odd` it is looked for in the answer; all other kinds meet the requests
	 * whose path or query names it (the record itself, what lies below it).
	 */
	readonly record?: string;
	/** For `answer`. */
	readonly answer?: GivenAnswer;
	/** For `odd`: what is wrong with the record; without `record` with the whole answer. */
	readonly oddity?: Oddity;
	/** Ends after so many hits. */
	readonly times?: number;
	/** Lets so many matching requests pass first. */
	readonly skip?: number;
	/** Hits by chance (seeded), between 0 and 1. */
	readonly probability?: number;
	/** Ends so many milliseconds of the sandbox's clock after it was added. */
	readonly forMs?: number;
	/** For `slow`: how long the answer is held back, in milliseconds of the sandbox's clock. */
	readonly delayMs?: number;
}

export interface ActiveFault extends FaultRule {
	readonly id: number;
	readonly hits: number;
}

export interface FaultList {
	add(rule: FaultRule): ActiveFault;
	list(): readonly ActiveFault[];
	clear(): void;
	/** The first fault that meets this request, counted as a hit. */
	take(standIn: string, request: SandboxRequest, operation: string | undefined): ActiveFault | undefined;
	/** The fault found nothing to spoil: the hit does not count. */
	giveBack(id: number): void;
}

interface Entry {
	readonly id: number;
	readonly rule: FaultRule;
	readonly pattern?: RegExp;
	readonly endsAt?: number;
	hits: number;
	seen: number;
}

/** Whether a path or query names a record: as a part of the path, or among the values of a parameter. */
export function names(request: SandboxRequest, record: string): boolean {
	const parts = request.path.split('/').map((part) => {
		try {
			return decodeURIComponent(part);
		} catch {
			return part;
		}
	});
	return parts.includes(record) || [...request.query.values()].some((value) => value.split(',').includes(record));
}

export function createFaultList(clock: Clock, random: () => number): FaultList {
	let entries: Entry[] = [];
	let lastId = 0;
	const describe = (entry: Entry): ActiveFault => ({ ...entry.rule, id: entry.id, hits: entry.hits });

	const meets = (entry: Entry, standIn: string, request: SandboxRequest, operation: string | undefined): boolean => {
		const { rule } = entry;
		if (rule.standIn !== standIn) return false;
		if (rule.method !== undefined && rule.method.toUpperCase() !== request.method) return false;
		if (rule.operation !== undefined && rule.operation !== operation) return false;
		if (entry.pattern !== undefined && !entry.pattern.test(request.path)) return false;
		if (rule.record !== undefined && rule.kind !== 'odd' && !names(request, rule.record)) return false;
		if (entry.endsAt !== undefined && clock.now() >= entry.endsAt) return false;
		if (rule.times !== undefined && entry.hits >= rule.times) return false;
		entry.seen += 1;
		if (entry.seen <= (rule.skip ?? 0)) return false;
		return rule.probability === undefined || random() < rule.probability;
	};

	return {
		add(rule) {
			if ((rule.kind === 'answer') !== (rule.answer !== undefined) || (rule.kind === 'odd') !== (rule.oddity !== undefined))
				throw new ControlError('A fault of kind answer needs an answer, one of kind odd an oddity, and no other has one');
			if (!faultKinds.includes(rule.kind)) throw new ControlError(`Unknown fault kind. Known: ${faultKinds.join(', ')}`);
			lastId += 1;
			const entry: Entry = {
				id: lastId,
				rule,
				...(rule.pathPattern === undefined ? {} : { pattern: new RegExp(rule.pathPattern) }),
				...(rule.forMs === undefined ? {} : { endsAt: clock.now() + rule.forMs }),
				hits: 0,
				seen: 0,
			};
			entries.push(entry);
			return describe(entry);
		},
		list: () => entries.map(describe),
		clear: () => {
			entries = [];
		},
		giveBack(id) {
			const entry = entries.find((known) => known.id === id);
			if (entry !== undefined) entry.hits -= 1;
		},
		take(standIn, request, operation) {
			const hit = entries.find((entry) => meets(entry, standIn, request, operation));
			if (hit === undefined) return undefined;
			hit.hits += 1;
			return describe(hit);
		},
	};
}
