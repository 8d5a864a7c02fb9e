import { openSqlite } from '../../src/database';
import { systemClock } from '../../src/host/clock';
import { measure } from '../meter';
import type { Imported, ImportJob } from './import-job';
import { readOrdersNaively } from './naive-amazon';
import { saveOrdersNaively } from './naive-store';
import { Storebridge } from './storebridge';

/** Portions come and go within a moment, and a short import must not be seen less well than a long one; what only grows is seen at any time. */
const BETWEEN_LOOKS_MS = { storebridge: 2, naive: 200 } as const;

/** A workflow in portions: each run reads, matches and saves what one poll gives. */
async function importByStorebridge({ connections, since, databaseFile }: ImportJob): Promise<() => Promise<number>> {
	const database = await openSqlite({ file: databaseFile });
	const storebridge = new Storebridge({ connections, database, clock: systemClock });
	return async () => {
		for (let orders = 0; ;) {
			const deliveries = await storebridge.poll({ backfillFrom: since });
			if (deliveries.length === 0) return orders;
			await storebridge.save(deliveries);
			await storebridge.end(deliveries);
			orders += deliveries.length;
		}
	};
}

/** A workflow that passes all items on from node to node. */
const importNaively =
	({ connections, since, planFactor }: ImportJob): (() => Promise<number>) =>
	async () =>
		await saveOrdersNaively(connections.store, await readOrdersNaively(connections.amazon, systemClock, since, planFactor));

/** Imports in a process of its own, so that nothing but the import is in its memory. */
async function main(job: ImportJob): Promise<void> {
	const run = job.way === 'naive' ? importNaively(job) : await importByStorebridge(job);
	// n8n has them loaded when a workflow runs; they are part of the idle process.
	await Promise.all([import('amazon-sp-api'), import('@woocommerce/woocommerce-rest-api')]);
	// On the machine's clock all time is computed time.
	const { result, wallSeconds, peakMb } = await measure(() => 0, run, BETWEEN_LOOKS_MS[job.way]);
	const imported: Imported = { orders: result, wallSeconds, peakMb };
	process.send?.(imported);
}

main(JSON.parse(process.argv[2] ?? '') as ImportJob).then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
		process.exit(1);
	},
);
