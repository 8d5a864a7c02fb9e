import { encodeAnswer } from '../../kernel/answer';
import type { Clock, SandboxRequest, SandboxResponse } from '../../kernel/contract';

/**
 * `exact`: another query is another page, and `Cache-Control: no-cache` is let through to the store. `stubborn`: a
 * parameter that the cache does not know is no part of the address, and nothing that the client says gets past it.
 */
export const cacheModes = ['off', 'exact', 'stubborn'] as const;

export interface CacheConduct {
	readonly mode: (typeof cacheModes)[number];
	/** How long an answer is kept, on the sandbox's clock. */
	readonly seconds: number;
}

interface Kept {
	readonly at: number;
	readonly answer: SandboxResponse;
}

/** Signatures differ at each request and would keep everything out; stores on https, which are cached, have none. */
const signature = /^oauth_/;
/** What the lists of the API take. */
const knownParameters =
	/^(?:_fields|after|before|category|context|customer|dates_are_gmt|exclude|include|meta_key|meta_value|modified_after|modified_before|offset|order|orderby|page|parent|per_page|product|role|search|sku|slug|status|tracking_number|type|email)(?:\[|$)/;

/**
 * A cache in front of the store, as LiteSpeed's "Cache REST API" is one: GET answers are kept by their address alone,
 * whoever asked; POST, PUT and DELETE pass and purge nothing.
 */
export class AnswerCache {
	conduct: CacheConduct = { mode: 'off', seconds: 3600 };
	private readonly kept = new Map<string, Kept>();

	constructor(private readonly clock: Clock) {}

	setConduct(change: Partial<CacheConduct>): CacheConduct {
		this.conduct = { ...this.conduct, ...change };
		this.purge();
		return this.conduct;
	}

	purge(): void {
		this.kept.clear();
	}

	async answer(request: SandboxRequest, work: () => Promise<SandboxResponse>): Promise<SandboxResponse> {
		if (this.conduct.mode === 'off' || request.method !== 'GET' || !request.path.includes('/wp-json/')) return await work();
		const key = this.keyOf(request);
		const known = this.kept.get(key);
		const ageSeconds = known === undefined ? 0 : Math.floor((this.clock.now() - known.at) / 1000);
		if (known !== undefined && ageSeconds < this.conduct.seconds && !this.letsThrough(request)) {
			const headers = { ...known.answer.headers, age: String(ageSeconds), 'x-litespeed-cache': 'hit' };
			return { ...known.answer, headers };
		}
		// As bytes: a rendered order still shares parts with the store's own record.
		const { status, headers, body } = encodeAnswer(await work());
		const at = this.clock.now();
		const answer: SandboxResponse = { status, body, headers: { ...headers, date: new Date(at).toUTCString() } };
		if (status === 200) this.kept.set(key, { at, answer });
		return { ...answer, headers: { ...answer.headers, 'x-litespeed-cache': 'miss' } };
	}

	private letsThrough({ headers }: SandboxRequest): boolean {
		const asked = `${headers['cache-control'] ?? ''},${headers['pragma'] ?? ''}`;
		return this.conduct.mode === 'exact' && /no-cache|no-store|max-age=0/.test(asked);
	}

	private keyOf({ path, query, headers }: SandboxRequest): string {
		const isKept = (name: string): boolean => (this.conduct.mode === 'exact' ? !signature.test(name) : knownParameters.test(name));
		return JSON.stringify([headers['host'], path, [...query].filter(([name]) => isKept(name))]);
	}
}
