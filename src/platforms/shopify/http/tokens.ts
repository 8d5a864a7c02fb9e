import { PlatformError } from '../../../domain/platform-error';
import { TOKEN_EARLY_MS } from '../constants';

/** As Shopify gave it out. */
export interface Granted {
	readonly value: string;
	readonly livesMs: number;
}

interface Entry {
	value?: string;
	expiresAt: number;
	renewal?: Promise<string>;
}

/**
 * Access tokens of this process by credential hash. Module state on purpose: nodes make an adapter per execution, and
 * a token lives a day.
 */
const entries = new Map<string, Entry>();

function forgetExpired(now: number): void {
	for (const [key, entry] of entries) if (entry.renewal === undefined && entry.expiresAt <= now) entries.delete(key);
}

/** The access token of an app. Calls that come while one is being fetched share it; one that still holds is used while none can be had. */
export async function accessToken(key: string, now: () => number, grant: () => Promise<Granted>): Promise<string> {
	const known = entries.get(key);
	if (known?.value !== undefined && now() < known.expiresAt - TOKEN_EARLY_MS) return known.value;
	if (known === undefined) forgetExpired(now());
	const entry: Entry = known ?? { expiresAt: 0 };
	entries.set(key, entry);
	entry.renewal ??= grant()
		.then(({ value, livesMs }) => {
			entry.value = value;
			entry.expiresAt = now() + livesMs;
			return value;
		})
		.finally(() => {
			delete entry.renewal;
		});
	try {
		return await entry.renewal;
	} catch (error) {
		const usable = error instanceof PlatformError && error.passing && now() < entry.expiresAt;
		if (usable && entry.value !== undefined) return entry.value;
		throw error;
	}
}

/** Drops a token that was refused, unless somebody renewed it meanwhile. */
export function forgetToken(key: string, refused: string): void {
	const entry = entries.get(key);
	if (entry?.value !== refused) return;
	delete entry.value;
	entry.expiresAt = 0;
}
