/** What other runs wait for as well goes on without this one, which fails as soon as it is stopped. */
export async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal | undefined, stopped: () => Error): Promise<T> {
	if (signal === undefined) return await work;
	const done = new AbortController();
	const stop = new Promise<never>((_, reject) => {
		const fail = (): void => {
			reject(stopped());
		};
		if (signal.aborted) fail();
		else signal.addEventListener('abort', fail, { once: true, signal: done.signal });
	});
	try {
		return await Promise.race([work, stop]);
	} finally {
		done.abort();
	}
}
