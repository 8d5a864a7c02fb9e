import type { Language } from '../../domain/texts/language';
import type { Clock } from '../../ports/clock';
import { FACTS_TTL_MS } from './constants';
import { Throttle } from './http/throttle';

interface Kept {
	readonly at: number;
	readonly value: Promise<unknown>;
}

/**
 * What this process remembers of one app at one shop for some minutes, so that the nodes of a workflow do not ask the same
 * again, and how many requests are left. Nothing personal, nothing that an effect depends on.
 */
export class AccountMemory {
	readonly throttle = new Throttle();
	/** Of the shop; English until it was asked who it is. */
	language: Language = 'en';
	private readonly facts = new Map<string, Kept>();
	private readonly underWay = new Map<string, Promise<unknown>>();

	/** Loads once and shares the answer, also between callers that ask at the same time; failures are not kept. */
	fact<T>(name: string, clock: Clock, load: () => Promise<T>): Promise<T> {
		const kept = this.facts.get(name);
		const age = kept === undefined ? -1 : clock.now() - kept.at;
		if (kept !== undefined && age >= 0 && age < FACTS_TTL_MS) return kept.value as Promise<T>;
		const value = load();
		const entry = { at: clock.now(), value };
		this.facts.set(name, entry);
		value.catch(() => {
			if (this.facts.get(name) === entry) this.facts.delete(name);
		});
		return value;
	}

	/** One after the other, of those with one name, whatever became of the one before. */
	async inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
		const mine = (this.underWay.get(name) ?? Promise.resolve()).then(work, work);
		this.underWay.set(name, mine);
		try {
			return await mine;
		} finally {
			if (this.underWay.get(name) === mine) this.underWay.delete(name);
		}
	}

	/** Something was not as remembered: all is read anew. */
	forget(): void {
		this.facts.clear();
	}
}

const memories = new Map<string, AccountMemory>();

/** One memory per credential: what one app may read is not handed to another. */
export function memoryOf(credential: string): AccountMemory {
	const known = memories.get(credential);
	if (known !== undefined) return known;
	const made = new AccountMemory();
	memories.set(credential, made);
	return made;
}
