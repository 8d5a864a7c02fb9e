import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Answers recorded from a real WooCommerce 11; they are kept outside of the repository. */

export interface Recorded {
	readonly request: {
		readonly method: string;
		readonly path: string;
		readonly params?: Readonly<Record<string, unknown>>;
		readonly headers?: Readonly<Record<string, string>>;
		readonly body?: unknown;
	};
	readonly response: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: unknown };
	readonly recorded_at?: string;
}

export const samplesDirectory = process.env['WOOCOMMERCE_SAMPLES_DIR'] ?? resolve(__dirname, '../../../../shared/woocommerce-samples');
export const haveSamples = existsSync(samplesDirectory);

/** Every sample by name: 'order-paid-create', 'errors/body-array', 'tax/…'. */
export function sampleNames(): readonly string[] {
	return readdirSync(samplesDirectory, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\\/g, '/').slice(0, -'.json'.length))
		.sort();
}

export function readSample(name: string): Recorded {
	return JSON.parse(readFileSync(join(samplesDirectory, `${name}.json`), 'utf8')) as Recorded;
}
