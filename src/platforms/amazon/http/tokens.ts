import { PlatformError } from '../../../domain/platform-error';
import { TOKEN_EARLY_MS, TOKEN_LIFETIME_MS } from '../constants';

interface Entry {
	value?: string;
	expiresAt: number;
	renewal?: Promise<string>;
}

export interface Token {
	readonly value: string;
	/** Just made: if it is refused, another one will be too. */
	readonly fresh: boolean;
}

/**
 * Access tokens of this process by credential hash. Module state on purpose: nodes make an adapter per execution, and
 * a token lives an hour.
 */
const entries = new Map<string, Entry>();

function forgetExpired(now: number): void {
	for (const [key, entry] of entries) {
		if (entry.renewal === undefined && entry.expiresAt <= now) entries.delete(key);
	}
}

/** The access token of a credential. Calls that come while one is being renewed share that renewal. */
export async function accessToken(key: string, now: () => number, renew: () => Promise<string>): Promise<Token> {
	const known = entries.get(key);
	if (known?.value !== undefined && now() < known.expiresAt - TOKEN_EARLY_MS) return { value: known.value, fresh: false };
	if (known === undefined) forgetExpired(now());
	const entry: Entry = known ?? { expiresAt: 0 };
	entries.set(key, entry);
	entry.renewal ??= renew()
		.then((value) => {
			entry.value = value;
			entry.expiresAt = now() + TOKEN_LIFETIME_MS;
			return value;
		})
		.finally(() => {
			delete entry.renewal;
		});
	try {
		return { value: await entry.renewal, fresh: true };
	} catch (error) {
		const usable = error instanceof PlatformError && error.passing && now() < entry.expiresAt;
		if (usable && entry.value !== undefined) return { value: entry.value, fresh: true };
		throw error;
	}
}

/** Drops a token that was refused, unless somebody renewed it meanwhile. */
export function forgetToken(key: string, refused?: string): void {
	const entry = entries.get(key);
	if (entry === undefined || (refused !== undefined && entry.value !== refused)) return;
	delete entry.value;
	entry.expiresAt = 0;
}
