import type { Cycle } from './cycle';
import type { Pair } from './pair';
import { knownListings } from './known-listings';
import { tallyStock, type StockTally } from './stock-tally';
import { stockTemplates } from './templates';
import { waitUntil } from './wait-until';

const minute = 60_000;
/** A few hundred quantities, on a slow machine. */
const stepWithinMs = 3 * minute;

export interface StockCycleOptions {
	readonly report: (text: string) => void;
}

/** The linked listings of the demo show what the shop has, and the shop what lies at Amazon; then some quantities change. */
export async function runStockCycle(pair: Pair, cycle: Cycle, { report }: StockCycleOptions): Promise<StockTally> {
	const { world, n8n } = pair;
	const { stock } = world;
	/** What did not come about is in the tally's faults in the end. */
	const untilRight = async (what: string): Promise<void> => {
		await waitUntil(() => tallyStock(stock.truth()).faults.length === 0, { what, withinMs: stepWithinMs, everyMs: 500 }).catch(() =>
			report(`Waited in vain for: ${what}`),
		);
	};
	const [pushing, showing, comparing] = stockTemplates;
	const atWarehouse = await stock.prepare(knownListings(n8n.userFolder, world.sellerId));
	report(`Of ${String(atWarehouse.length)} products the units are declared to lie at Amazon's warehouses`);
	await pair.callWebhook('storebridge-demo-declare', { skus: atWarehouse });
	report('All others go to Amazon with what the shop has of them, but two');
	await pair.publishTemplates([pushing, showing]);
	await untilRight('Amazon to show what the shop has, and the shop what lies at Amazon');
	await cycle.settle();
	stock.firstRunEnds();
	report(`${String(stock.restock(world.plan.restocked))} quantities change in the shop, and one at Amazon that nobody has`);
	await untilRight('Amazon to show what changed');
	await cycle.settle();
	await stock.drift();
	await pair.publishTemplates([comparing]);
	await untilRight('the drift to be mended');
	await cycle.settle();
	for (const name of stockTemplates) await n8n.session.unpublish(pair.template(name).id);
	return tallyStock(stock.truth());
}
