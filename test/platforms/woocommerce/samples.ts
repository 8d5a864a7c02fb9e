import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Answers recorded from a real WooCommerce; beside the checkout, or where WOOCOMMERCE_SAMPLES_DIR says. */
export const samplesDir = process.env.WOOCOMMERCE_SAMPLES_DIR ?? join(__dirname, '..', '..', '..', '..', 'shared', 'woocommerce-samples');

export interface Sample {
	readonly name: string;
	readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
	readonly response: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: unknown };
}

/** All samples of a folder; none, said loudly, where there are no samples. */
export function samples(folder = ''): readonly Sample[] {
	const directory = join(samplesDir, folder);
	if (!existsSync(directory)) {
		console.warn(`NOT CHECKED against a real WooCommerce: no samples in ${folder === '' ? 'WOOCOMMERCE_SAMPLES_DIR' : folder}`);
		return [];
	}
	return readdirSync(directory)
		.filter((name) => name.endsWith('.json'))
		.map((name) => ({ name, ...(JSON.parse(readFileSync(join(directory, name), 'utf8')) as Omit<Sample, 'name'>) }));
}
