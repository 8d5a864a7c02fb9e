import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { percentile } from '../percentile';

/** When a request set out, on the machine's clock, and how long the answer took; both ms. */
export type Look = readonly [at: number, tookMs: number];

/** Work was going on within so long of a look. */
const NEAR_MS = 1000;

/** Asks n8n's `/healthz` again and again, as a load balancer does. */
export class Health {
	private readonly child;
	private readonly busyAt: number[] = [];

	constructor(url: string) {
		this.child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'health-child.ts'), `${url}/healthz`], {
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			// Where `tsx` is found.
			cwd: join(__dirname, '..', '..'),
		});
	}

	/** Now there is work: only answers near such a time count. Waits between two polls would hide what the work does to n8n. */
	busy(): void {
		this.busyAt.push(Date.now());
	}

	/** @param sinceMs answers before do not count */
	async p99Ms(sinceMs: number): Promise<number> {
		const answered = once(this.child, 'message');
		this.child.send('end');
		const [looks] = (await answered) as [readonly Look[]];
		const isNear = (at: number): boolean => this.busyAt.some((busy) => Math.abs(at - busy) <= NEAR_MS);
		return percentile(
			looks.filter(([at]) => at >= sinceMs && isNear(at)).map(([, tookMs]) => tookMs),
			0.99,
		);
	}

	end(): void {
		this.child.kill();
	}
}
