const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C may come twice: from the terminal, and handed on by the process that started this one. */
const echoMs = 1500;

/** Ctrl-C and its relatives. What happens then can be changed as the work goes on. */
export class Interrupts {
	private action = (): void => process.exit(130);

	constructor() {
		// Without a listener Node ends at once and would leave n8n behind.
		for (const signal of signals) process.on(signal, () => this.action());
	}

	/** Resolves at the first interrupt; a second one, a little later, ends the process at once. */
	async first(): Promise<void> {
		await new Promise<void>((resolve) => {
			const atOnce = this.action;
			this.action = () => {
				this.action = () => undefined;
				setTimeout(() => (this.action = atOnce), echoMs).unref();
				resolve();
			};
		});
	}
}
