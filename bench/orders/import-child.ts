import { openSqlite } from '../../src/database';
import { systemClock } from '../../src/host/clock';
import { answerAsChild } from '../child';
import { measure } from '../meter';
import type { Imported, ImportJob } from './import-job';
import { readByOwnNodes } from './own-nodes-amazon';
import { saveByOwnNodes } from './own-nodes-store';
import { POLL_EVERY_MS } from './read-orders';
import { Storebridge } from './storebridge';

/** Portions come and go within a moment, and a short import must not be seen less well than a long one; what only grows is seen at any time. */
const BETWEEN_LOOKS_MS = { storebridge: 2, n8n: 200 } as const;
const NEVER_MS = 2 ** 31 - 1;

interface Import {
	readonly orders: number;
	/** Spent on waiting for the next poll in a workflow; here it comes at once. */
	readonly waitedMs: number;
}

/** A workflow in portions: each run reads, matches and saves what one poll gives. */
async function importByStorebridge({ connections, since, databaseFile }: ImportJob): Promise<() => Promise<Import>> {
	const database = await openSqlite({ file: databaseFile });
	const storebridge = new Storebridge({ connections, database, clock: systemClock });
	return async () => {
		let orders = 0;
		for (let polls = 0; ; polls += 1) {
			const before = orders;
			for await (const deliveries of storebridge.poll({ backfillFrom: since })) {
				await storebridge.save(deliveries);
				await storebridge.end(deliveries);
				orders += deliveries.length;
			}
			// The last one found nothing more.
			if (orders === before) return { orders, waitedMs: Math.max(0, polls - 1) * POLL_EVERY_MS };
		}
	};
}

/** A workflow that passes all items on from node to node. */
const importAsN8n =
	({ connections, since }: ImportJob): (() => Promise<Import>) =>
	async () => ({ orders: await saveByOwnNodes(connections.store, await readByOwnNodes(connections.amazon, since)), waitedMs: 0 });

/** Imports in a process of its own, so that nothing but the import is in its memory. */
async function importAlone(job: ImportJob): Promise<Imported> {
	const run = job.way === 'n8n' ? importAsN8n(job) : await importByStorebridge(job);
	// n8n has them loaded when a workflow runs; they are part of the idle process.
	await Promise.all([import('amazon-sp-api'), import('@woocommerce/woocommerce-rest-api')]);
	// On the machine's clock all time is computed time.
	const { result, wallSeconds, peakMb } = await measure(() => 0, run, job.watched ? BETWEEN_LOOKS_MS[job.way] : NEVER_MS);
	return {
		orders: result.orders,
		wallSeconds: Number((wallSeconds + result.waitedMs / 1000).toFixed(1)),
		peakMb,
		rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
	};
}

answerAsChild(importAlone);
