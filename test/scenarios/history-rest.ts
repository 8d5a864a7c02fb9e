import { days, hours, minutes, pass } from '../nodes/time';
import type { Outside } from './history-outside';
import { FLOW_NAMES, type HistoryWorld } from './history-world';

async function rounds(world: HistoryWorld, count: number, ms: number): Promise<void> {
	for (let round = 0; round < count; round += 1) {
		pass(ms);
		for (const name of FLOW_NAMES) await world.flow(name);
	}
}

/** The workflows are published, and a first day is behind them. */
export async function firstDay(world: HistoryWorld, outside: Outside): Promise<void> {
	await outside.open();
	await rounds(world, 1, minutes(2));
	pass(minutes(2));
	outside.buy({ CAP: 2, MUG: 1 }, false);
	outside.buy({ CAP: 1 }, false);
	outside.placeInShop({ MUG: 2 }, true);
	outside.placeInShop({ CAP: 1, MUG: 1 }, true);
	await rounds(world, 1, minutes(5));
}

/** Nothing fails any more, the merchant packs all that is to be packed, and people have tried again what they were told of. */
export async function settle(world: HistoryWorld, outside: Outside): Promise<void> {
	world.nodes.sandbox.faults.clear();
	await rounds(world, 2, minutes(20));
	world.isCalm = true;
	for (const sale of outside.amazonSales) {
		const copy = outside.copyOf(sale);
		if (sale.byAmazon && outside.statusAt(sale) === 'UNSHIPPED') outside.shipAtAmazon(sale);
		if (sale.byAmazon || copy === undefined || !['processing', 'on-hold'].includes(copy.status)) continue;
		if (!['UNSHIPPED', 'PARTIALLY_SHIPPED'].includes(outside.statusAt(sale) ?? '')) continue;
		if (sale.parcels.size > 0) for (const sku of outside.unpacked(sale)) outside.pack(sale, copy, sku);
		else if (sale.labels.length === 0) outside.label(sale, copy);
	}
	await rounds(world, 4, minutes(20));
	await rounds(world, 2, hours(6));
	for (const account of ['woocommerce', 'amazon']) await world.log({ operation: 'retry', account });
	await rounds(world, 4, minutes(20));
	await rounds(world, 3, hours(16));
}

/** What a person does every month. */
export async function erase(world: HistoryWorld): Promise<void> {
	pass(days(45));
	await world.log({ operation: 'erasePersonalData', dryRun: false });
}
