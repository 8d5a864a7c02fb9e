/** Refuses new work once closing began, and says when the last work is done. */
export class OpenWork {
	private closing = false;
	private readonly running = new Set<Promise<unknown>>();

	/** The same port, of which every call is work. */
	guard<Port extends object>(port: Port): Port {
		const guarded = Object.create(port) as Port;
		for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(port))) {
			const method: unknown = Reflect.get(port, name);
			if (typeof method !== 'function' || name === 'constructor') continue;
			const value = async (...input: readonly unknown[]) => await this.run(async () => await Reflect.apply(method, port, input));
			Object.defineProperty(guarded, name, { value, writable: true, configurable: true, enumerable: true });
		}
		return guarded;
	}

	/** False when somebody else closes already. */
	async close(): Promise<boolean> {
		if (this.closing) return false;
		this.closing = true;
		await Promise.allSettled(this.running);
		return true;
	}

	private async run(work: () => Promise<unknown>): Promise<unknown> {
		if (this.closing) throw new Error('The Storebridge database is closed');
		const promise = work();
		this.running.add(promise);
		try {
			return await promise;
		} finally {
			this.running.delete(promise);
		}
	}
}
