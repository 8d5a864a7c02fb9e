import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const monthMs = 31 * 24 * 60 * 60_000;

/** Lets a month pass for these orders alone, in the memory of the nodes: nobody waits that long for a demo. */
export function letTimePass(userFolder: string, orderIds: readonly string[]): void {
	const database = new DatabaseSync(join(userFolder, '.n8n', 'storebridge', 'database.sqlite'), { timeout: 10_000 });
	try {
		const aging = database.prepare('UPDATE sale SET ages_from = ? WHERE order_id = ?');
		for (const orderId of orderIds) aging.run(new Date(Date.now() - monthMs).toISOString(), orderId);
	} finally {
		database.close();
	}
}
