import { KillRounds } from '../../demo/queue-mode/kill-rounds';
import { killNames } from '../../demo/queue-mode/kills';
import { QueueMode } from '../../demo/queue-mode/queue-mode';
import { createRandom } from '../../sandbox/kernel/random';
import { percentile } from '../percentile';
import { ConnectionWatch, StatementCount } from './database-watch';

export interface RecoveryRow {
	readonly scenario: 'recovery';
	readonly kills: number;
	/** From a kill until every order was at its place. */
	readonly medianSeconds: number;
	readonly worstSeconds: number;
	/** Statements of ours by all orders, polls and waiting included. */
	readonly queriesPerOrder: number;
	/** The most that one process of n8n had at one time. */
	readonly connectionsPerProcess: number;
}

const SEED = 5;

/** Kills one process after the other, each moment as often as the others. @throws when an order is lost or doubled */
export async function measureRecovery(kills: number, report: (text: string) => void): Promise<RecoveryRow> {
	const statements = new StatementCount();
	const queue = await QueueMode.prepare({ report, storeSpeed: { msPerRequest: 30, msPerOrder: 145 }, postgres: statements.postgres });
	try {
		const rounds = new KillRounds(queue, createRandom(SEED), report);
		await queue.demo.linkListings();
		await queue.demo.publishTemplates(['amazon-orders-to-woocommerce', 'woocommerce-paid-orders-to-amazon']);
		const connections = await ConnectionWatch.begin(queue.postgres.connectionString(), queue.processes);
		const before = statements.count;
		const seconds: number[] = [];
		for (let round = 0; round < kills; round += 1) {
			const name = killNames[round % killNames.length];
			if (name === undefined) break;
			for (const { kill, seconds: took } of await rounds.round(name)) {
				report(`Kill ${round + 1}, ${kill}: ${took.toFixed(0)} s`);
				seconds.push(took);
			}
		}
		const orders = rounds.placed.length + rounds.paid;
		const queries = statements.count - before;
		await connections.end();
		const wrongs = await rounds.wrongs();
		if (wrongs.length > 0) throw new Error(wrongs.join('\n'));
		return {
			scenario: 'recovery',
			kills,
			medianSeconds: Math.round(percentile(seconds, 0.5)),
			worstSeconds: Math.round(Math.max(...seconds)),
			queriesPerOrder: Number((queries / orders).toFixed(1)),
			connectionsPerProcess: connections.most,
		};
	} finally {
		await queue.stop();
	}
}
