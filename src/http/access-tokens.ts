import { PlatformError } from '../domain/platform-error';

/** As the platform gave it out. */
export interface Granted {
	readonly value: string;
	readonly livesMs: number;
}

export interface Token {
	readonly value: string;
	/** Just made: if it is refused, another one will be too. */
	readonly fresh: boolean;
}

interface Entry {
	value?: string;
	expiresAt: number;
	renewal?: Promise<string>;
}

/**
 * Access tokens of a platform by credential hash. Each platform keeps one for the process: nodes make an adapter per execution,
 * and a token lives an hour or a day.
 */
export class AccessTokens {
	private readonly entries = new Map<string, Entry>();

	/** @param earlyMs how long before its end a token is renewed */
	constructor(private readonly earlyMs: number) {}

	/** The token of a credential. Calls that come while one is being renewed share it; one that still holds is used while none can be had. */
	async get(key: string, now: () => number, grant: () => Promise<Granted>): Promise<Token> {
		const known = this.entries.get(key);
		if (known?.value !== undefined && now() < known.expiresAt - this.earlyMs) return { value: known.value, fresh: false };
		if (known === undefined) this.forgetExpired(now());
		const entry: Entry = known ?? { expiresAt: 0 };
		this.entries.set(key, entry);
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
			return { value: await entry.renewal, fresh: true };
		} catch (error) {
			const usable = error instanceof PlatformError && error.passing && now() < entry.expiresAt;
			if (usable && entry.value !== undefined) return { value: entry.value, fresh: true };
			throw error;
		}
	}

	/** Drops a token, or only the one that was refused, unless somebody renewed it meanwhile. */
	forget(key: string, refused?: string): void {
		const entry = this.entries.get(key);
		if (entry === undefined || (refused !== undefined && entry.value !== refused)) return;
		delete entry.value;
		entry.expiresAt = 0;
	}

	private forgetExpired(now: number): void {
		for (const [key, entry] of this.entries) if (entry.renewal === undefined && entry.expiresAt <= now) this.entries.delete(key);
	}
}
