import { accountKey } from '../../domain/account';
import type { FulfillmentLine } from '../../domain/fulfillment';
import type { Order, OrderLine } from '../../domain/order';
import { listingsOf, piecesPerListing, type Pack } from '../../domain/packs';
import type { ProductLink } from '../../domain/product';
import { reason, type Reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { StoreOrder } from '../../ports/store-orders';
import type { FulfillDeps, NotSent } from './deps';
import { fulfillmentLineId } from './fulfillment-id';

export interface FbaLines {
	readonly lines: readonly FulfillmentLine[];
	readonly notSent: readonly NotSent[];
	/** Of a line that seems to be FBA but cannot be sent: needs a person. */
	readonly fault?: Reason;
}

/** A listing of the warehouse: so many pieces of one product of the shop. */
interface Listing extends Pack {
	readonly sku: string;
	readonly pieces: number;
}

/** `Basket-Willow`. */
const titleCase = (sku: string): string => sku.toLowerCase().replace(/[a-z0-9]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1));

/** Amazon finds no SKU by another spelling, so that the likely ones are asked for. */
const OTHER_CASES: readonly ((sku: string) => string)[] = [(sku) => sku.toUpperCase(), (sku) => sku.toLowerCase(), titleCase];

/** Undefined for bundles: they hold other products too. */
const listingOf = (link: ProductLink): Listing | undefined => {
	const pieces = piecesPerListing(link.content);
	return pieces === undefined ? undefined : { ...link, pieces };
};

/** A line's listings: those it was linked with (which say how many pieces one is), else the one with its own SKU. */
const candidatesOf = ({ code: productId = '', sku }: OrderLine, links: ReadonlyMap<string, readonly ProductLink[]>): readonly Listing[] => {
	const linked = (links.get(productId) ?? []).flatMap((link) => listingOf(link) ?? []);
	if (linked.some((listing) => listing.sku === sku)) return linked;
	return [...linked, { sku, productId, content: { unitsPerListing: 1 }, pieces: 1 }];
};

const linksOf = async (deps: FulfillDeps, orders: readonly Order[]): Promise<ReadonlyMap<string, readonly ProductLink[]>> =>
	await deps.database.links.ofProducts(
		{ channel: accountKey(deps.service.account), store: accountKey(deps.source.account) },
		orders.flatMap(({ lines }) => lines.flatMap(({ code }) => code ?? [])),
	);

/** Asks about the SKUs of all orders at once, 50 a call, before they are taken one by one. */
export async function learnSkus(deps: FulfillDeps, orders: readonly Order[]): Promise<void> {
	const links = await linksOf(deps, orders);
	await deps.skus.knownOf(orders.flatMap(({ lines }) => lines.flatMap((line) => candidatesOf(line, links).map(({ sku }) => sku))));
}

/**
 * Which units of the order the warehouse can ship: ordered, neither refunded nor shipped, and of a SKU that FBA knows exactly
 * or of a listing that the product was linked with. `sent` are lines that the warehouse has already.
 */
export async function fbaLines(deps: FulfillDeps, { order, fulfilled }: StoreOrder, sent: ReadonlySet<string>): Promise<FbaLines> {
	const open = order.lines
		.map((line) => ({ line, units: line.quantity - line.quantityCancelled - (fulfilled.get(line.id) ?? 0) }))
		.filter(({ line, units }) => units > 0 && !sent.has(line.id));
	const links = await linksOf(deps, [order]);
	const known = await deps.skus.knownOf(open.flatMap(({ line }) => candidatesOf(line, links).map(({ sku }) => sku)));
	const lines: FulfillmentLine[] = [];
	const notSent: NotSent[] = [];
	const unknown: OrderLine[] = [];
	let fault: Reason | undefined;
	for (const { line, units } of open) {
		const listings = candidatesOf(line, links)
			.filter(({ sku }) => known.has(sku))
			.toSorted((a, b) => b.pieces - a.pieces);
		const [fitting] = listings.flatMap((listing) => {
			const quantity = listingsOf(listing, [{ productId: listing.productId, pieces: units }]);
			return quantity === undefined ? [] : [{ listing, quantity }];
		});
		const rest = { lineId: line.id, sku: line.sku, quantity: units };
		if (fitting !== undefined) {
			const { id, gift } = line;
			const { listing, quantity } = fitting;
			lines.push({
				id: fulfillmentLineId(id, listing.pieces),
				sku: listing.sku,
				quantity,
				...(gift?.message === undefined ? {} : { giftMessage: gift.message }),
			});
		} else if (listings.length > 0) {
			const named = joined(
				listings.map(({ sku, pieces }) => say('listingOf', { sku, pieces })),
				', ',
			);
			fault ??= reason('mcfIndivisible', order.number, say('indivisible', { sku: line.sku, units, listings: named }));
			notSent.push({ ...rest, why: `${units} units are no multiple of the FBA listing` });
		} else {
			unknown.push(line);
			notSent.push({ ...rest, why: 'Amazon has no FBA listing with this SKU' });
		}
	}
	if (lines.length === 0) fault ??= await otherCase(deps, order, unknown);
	return { lines, notSent, ...(fault === undefined ? {} : { fault }) };
}

/** A SKU that differs in upper and lower case only is somebody's slip, not a product that Amazon does not have. */
async function otherCase(deps: FulfillDeps, order: Order, lines: readonly OrderLine[]): Promise<Reason | undefined> {
	const spelt = (sku: string): readonly string[] => OTHER_CASES.map((change) => change(sku)).filter((other) => other !== sku);
	const known = await deps.skus.knownOf(lines.flatMap(({ sku }) => spelt(sku)));
	for (const { sku } of lines) {
		const other = spelt(sku).find((one) => known.has(one));
		if (other !== undefined) return reason('mcfSkuUnknown', order.number, say('otherCase', { sku, other }));
	}
	return undefined;
}
