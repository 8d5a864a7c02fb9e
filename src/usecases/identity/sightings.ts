import type { Clock } from '../../ports/clock';
import type { IdentitySource, SeenIdentity } from '../../ports/account-identity';

/** A shop moves seldom, and never between two orders. */
const BELIEVED_MS = 5 * 60_000;
/** Who could not be asked is not asked again for each order of a run. */
const FAILED_MS = 5_000;

interface Seen {
	readonly value: Promise<SeenIdentity | undefined>;
	until: number;
}

/** Who the accounts of this process are, as they said a moment ago. */
export class Sightings {
	private readonly seen = new Map<string, Seen>();

	constructor(private readonly clock: Pick<Clock, 'now'>) {}

	/** Callers that ask at the same time share one answer. */
	async of(key: string, source: IdentitySource): Promise<SeenIdentity | undefined> {
		const now = this.clock.now();
		const known = this.seen.get(key);
		if (known !== undefined && now < known.until && known.until - now <= BELIEVED_MS) return await known.value;
		const seen: Seen = { value: source.identify(), until: now + BELIEVED_MS };
		this.seen.set(key, seen);
		seen.value.catch(() => {
			seen.until = this.clock.now() + FAILED_MS;
		});
		return await seen.value;
	}

	/** A person has changed something: all is looked at anew. */
	forget(): void {
		this.seen.clear();
	}
}
