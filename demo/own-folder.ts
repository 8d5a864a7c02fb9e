import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder. It goes with the process, however that ends. */
export class OwnFolder {
	readonly path: string;
	private readonly removeAtExit = (): void => rmSync(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

	constructor(name: string) {
		this.path = mkdtempSync(join(tmpdir(), `storebridge-${name}-`));
		process.once('exit', this.removeAtExit);
	}

	keep(): void {
		process.off('exit', this.removeAtExit);
	}

	remove(): void {
		this.keep();
		this.removeAtExit();
	}
}
