import { letTimePass } from './aged-sales';
import { untilShownMs, type Cycle } from './cycle';
import type { Pair } from './pair';
import { readLog } from './read-log';
import { tallyShipping, type ShipTally } from './ship-tally';
import { shippingTemplates } from './templates';
import { waitUntil } from './wait-until';

const minute = 60_000;
const stepWithinMs = 4 * minute;

export interface ShipCycleOptions {
	readonly report: (text: string) => void;
}

/** The shop packs what it sells on Amazon, some orders are cancelled on one side, some numbers are refused; in the end buyers are forgotten. */
export async function runShipCycle(pair: Pair, cycle: Cycle, { report }: ShipCycleOptions): Promise<ShipTally> {
	const { world, n8n } = pair;
	const { shipping } = world;
	const look = async (): Promise<ShipTally> => {
		const log = await readLog(pair);
		return tallyShipping(shipping.orders(log), shipping.erased(), shipping.forgotten(log));
	};
	/** What did not come about is in the tally's faults in the end. */
	const until = async (what: string, isThere: (tally: ShipTally) => boolean): Promise<void> => {
		await waitUntil(async () => isThere(await look()), { what, withinMs: stepWithinMs, everyMs: 1500 }).catch(() =>
			report(`Waited in vain for: ${what}`),
		);
	};
	await pair.publishTemplates(shippingTemplates);
	await cycle.settle();
	report(`The shop packs ${String(shipping.begin())} orders of Amazon, and cancels some; Amazon refuses some numbers`);
	world.advance(untilShownMs);
	await cycle.settle();
	await pair.callWebhook('storebridge-demo-cancel', { orderIds: shipping.cancelledInShop() });
	await pair.callWebhook('storebridge-demo-retry', { orderIds: shipping.correct() });
	await until('Amazon and the shop to agree on all of them', ({ faults }) => faults.length === 0);
	const aged = shipping.age();
	report(`A month passes for ${String(aged.length)} of them: their buyers are forgotten`);
	letTimePass(n8n.userFolder, aged);
	await pair.publishTemplates(['erase-personal-data']);
	await until('their buyers to be named nowhere', ({ faults }) => faults.length === 0);
	await cycle.settle();
	return await look();
}
