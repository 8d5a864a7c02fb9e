/** What goes on for a while is said: not at once, and not at each poll. */
export class Standing {
	private readonly known = new Map<string, { readonly since: number; readonly times: number; readonly toldAt: number }>();

	constructor(
		/** It has to go on for so long, and for so many polls. */
		private readonly after: { readonly ms: number; readonly polls: number },
		private readonly eachMs: number,
	) {}

	/** Notes whether it is so at this poll. Answers for how long it has been, when that is to be said now. */
	note(key: string, holds: boolean, now: number): { readonly forMs: number } | undefined {
		if (!holds) {
			this.known.delete(key);
			return undefined;
		}
		const { since = now, times = 0, toldAt = Number.NEGATIVE_INFINITY } = this.known.get(key) ?? {};
		const forMs = Math.max(0, now - since);
		const tells = times + 1 >= this.after.polls && forMs >= this.after.ms && Math.abs(now - toldAt) >= this.eachMs;
		this.known.set(key, { since: Math.min(since, now), times: times + 1, toldAt: tells ? now : toldAt });
		return tells ? { forMs } : undefined;
	}
}
