import type { Address } from '../../domain/address';
import { format, subtract, sum } from '../../domain/money';
import type { Order } from '../../domain/order';
import { joined, type Phrase } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { Sale } from '../../ports/database';
import { noteIfTaken } from '../notes/note-once';
import { originOf } from '../order-key';
import type { OrderToSave, SaveRun } from './deps';
import { noteOnOrder } from './notes';
import { salesOf } from './sales';

/** Nobody packs an order that left so long ago. */
const PACKED_MS = 30 * 24 * 60 * 60_000;

const recipient = ({ name, company, line1, line2, line3, postcode, city, county, region, regionName, country, phone }: Address): string =>
	[name, company, line1, line2, line3, [postcode, city].filter(Boolean).join(' '), county, regionName ?? region, country, phone]
		.filter((part) => part !== undefined && part !== '')
		.join(', ');

/** How an order is delivered, for what it costs, and to whom; undefined where nobody asked for people, or Amazon ships it. */
function deliveryDetails({ personalData, fulfilledBy, status, delivery, charges, currency, shipping }: Order): Phrase | undefined {
	if (!personalData || fulfilledBy !== 'merchant' || status === 'cancelled' || shipping === undefined) return undefined;
	const costs = charges.filter(({ kind }) => kind === 'shipping').map(({ total, discount }) => subtract(total, discount));
	const details = [
		...(delivery?.service === undefined ? [] : [say('deliveryService', { service: delivery.service })]),
		say('deliveryCost', { cost: format(sum(costs, currency)) }),
		say('deliveryTo', { recipient: recipient(shipping) }),
		...(delivery?.instructions === undefined ? [] : [say('deliveryAsks', { instructions: delivery.instructions })]),
	];
	return say('deliveryDetails', { details: joined(details, ' | ') });
}

/** Whoever bought it is not named in the store any more; a memory that was lost knows it by the time alone. */
const isErased = ({ status, updatedAt }: Order, sale: Sale | undefined, now: number): boolean =>
	sale?.erasedAt !== undefined || (status === 'shipped' && now - Date.parse(updatedAt) > PACKED_MS);

/**
 * A private note for the packer, and another when the details change: once for each content, of which the claims know a keyed
 * hash. What the store does not take it does not have; the order itself says the same.
 */
export async function noteDelivery(run: SaveRun, items: readonly OrderToSave[]): Promise<void> {
	if (!run.settings.deliveryNote || run.settings.dryRun) return;
	const saved = items.filter((item) => run.outcomes.get(item)?.kind === 'saved');
	const sales = await salesOf(run, saved);
	for (const item of saved) {
		const text = deliveryDetails(item.order);
		const sale = sales.get(originOf(item.order));
		const id = sale?.targetOrderId;
		if (text === undefined || id === undefined || isErased(item.order, sale, run.database.now())) continue;
		// By its English words: a shop that changes its language gets no note twice.
		await noteOnOrder(run, item, id, { name: `delivery:${run.database.hmac(text.en).slice(0, 16)}`, text, kind: 'tells' }, noteIfTaken);
	}
}
