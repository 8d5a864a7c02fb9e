import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Account, PlatformName } from '../../../domain/account';
import type { Language } from '../../../domain/texts/language';
import type { IdentitySource } from '../../../ports/account-identity';
import type { Buckets } from '../../../ports/database';
import type { Clock } from '../../../ports/clock';
import type { PlatformWords, WordsOf } from '../../../ports/platform-words';
import type { Platform } from '../table';
import type { Capabilities, Capability } from '../capabilities';

/** A credential as n8n gives it. */
export type Fields = ICredentialDataDecryptedObject;

export interface Surroundings {
	readonly clock: Clock;
	readonly buckets: Buckets;
	/** How long all waiting together may take, ms. */
	readonly budgetMs: number;
	readonly signal?: AbortSignal;
	/** See `Database.presence`: asked right before something is written that others would write a second time. */
	readonly present?: () => boolean;
	/** A person's choice for notes and names on orders; a platform that has `speech` knows its own else. */
	readonly language?: Language;
	/** A platform that has `identity` calls it before it sends anything else, each time. Absent where nobody remembers anything. */
	readonly admit?: (identity: IdentitySource) => Promise<void>;
}

/** How an account of a platform is reached: `Own` is what its adapter calls a connection. */
export interface Adapter<Can extends Capability, Own> {
	/** Whose data it is, without a request. Throws PlatformError `configuration` for a credential that names nobody. */
	readonly account: (fields: Fields) => Account;
	/** Nothing is sent before the first call. */
	readonly connect: (fields: Fields, surroundings: Surroundings) => Own;
	/** Exactly what the table says that the platform can do. */
	readonly gives: { readonly [Name in Can]: (own: Own) => Capabilities[Name] };
	/** The fields by which the platform lets us in. */
	readonly keys: readonly string[];
	/** For the waits of one execution, ms. */
	readonly budgetMs: number;
	/** How texts speak of it; by its name in the table when left out. */
	readonly words?: PlatformWords;
}

/** An adapter with what its platform is able to do forgotten by the types; `reach` looks before it takes. */
export interface Reachable {
	readonly account: (fields: Fields) => Account;
	readonly keys: readonly string[];
	readonly budgetMs: number;
	readonly words: PlatformWords;
	/** Those of the capabilities that are asked for, bound to the account. */
	bind<Needs extends Capability>(fields: Fields, surroundings: Surroundings, needs: readonly Needs[]): Pick<Capabilities, Needs>;
}

const adapters = new Map<PlatformName, Reachable>();

/** The compiler refuses a capability that the table has and the adapter does not give, and the other way round. */
export function addAdapter<Can extends Capability, Own>(platform: Platform<Can>, adapter: Adapter<NoInfer<Can>, Own>): void {
	const { account, connect, gives, keys, budgetMs, words = wordless(platform.displayName) } = adapter;
	adapters.set(platform.name, {
		account,
		keys,
		budgetMs,
		words,
		bind: (fields, surroundings, needs) => {
			const own = connect(fields, surroundings);
			const given = gives as Readonly<Partial<Record<Capability, (own: Own) => unknown>>>;
			const bound = needs.map((need) => [need, given[need]?.(own)] as const);
			return Object.fromEntries(bound) as Pick<Capabilities, (typeof needs)[number]>;
		},
	});
}

const wordless = (title: string): PlatformWords => ({ title, office: title, advice: {} });

/** Of platforms without an adapter too: an order's origin may be one. */
export const wordsOf: WordsOf = (name) => adapters.get(name)?.words ?? wordless(name);

export function adapterOf({ name, displayName }: Platform): Reachable {
	const adapter = adapters.get(name);
	if (adapter === undefined) throw new Error(`${displayName} stands in the table without an adapter`);
	return adapter;
}
