import type { FulfillmentLine } from '../../domain/fulfillment';
import type { Order, OrderLine } from '../../domain/order';
import { listingsOf } from '../../domain/packs';
import { reason, type Reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import { wantedPieces } from '../../domain/wanted-pieces';
import type { StoreOrder } from '../../ports/store-orders';
import type { FulfillDeps, NotSent } from './deps';
import { fulfillmentLineId } from './fulfillment-id';
import { candidatesOf, learn, type Known, type Listing } from './listings';
import { leftOf, setsOf, type Left, type OpenUnits, type Sets } from './sets';

export interface FbaLines {
	readonly lines: readonly FulfillmentLine[];
	readonly notSent: readonly NotSent[];
	/** Of a line that seems to be FBA but cannot be sent: needs a person. */
	readonly fault?: Reason;
}

/** `Basket-Willow`. */
const titleCase = (sku: string): string => sku.toLowerCase().replace(/[a-z0-9]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1));

/** Amazon finds no SKU by another spelling, so that the likely ones are asked for. */
const OTHER_CASES: readonly ((sku: string) => string)[] = [(sku) => sku.toUpperCase(), (sku) => sku.toLowerCase(), titleCase];

/** What becomes of a line's units. `unknown`: the warehouse does not have it. */
type Verdict =
	| { readonly kind: 'sent'; readonly listing: Listing; readonly quantity: number }
	| { readonly kind: 'unknown'; readonly why: string }
	| { readonly kind: 'fault'; readonly why: string; readonly fault: Reason };

/**
 * Which units of the order the warehouse can ship: ordered, neither refunded nor shipped, and of a SKU that FBA knows exactly
 * or of a listing that the product was linked with. `sent` are lines that the warehouse has already. Of a set and its parts
 * either goes: the set where FBA has it, else the parts. A set of which a part is gone needs a person.
 */
export async function fbaLines(deps: FulfillDeps, { order, fulfilled }: StoreOrder, sent: ReadonlySet<string>): Promise<FbaLines> {
	const units: OpenUnits = (line) => Math.max(0, wantedPieces(line) - (fulfilled.get(line.id) ?? 0));
	const sets = setsOf(order.lines);
	const open = order.lines
		.map((line) => ({ line, left: leftOf(line, sets, units) }))
		.filter(({ line, left }) => left.most > 0 && !sent.has(line.id));
	// Sets count also where nothing of them is open any more.
	const known = await learn(
		deps,
		order.lines,
		open.map(({ line }) => line),
	);
	const verdicts = new Map(open.map(({ line, left }) => [line, judge(line, left, order.number, known)]));
	const isWhole = (set: OrderLine): boolean =>
		sent.has(set.id) || (isListed(set, known) && !sets.partsOf(set).some(({ id }) => sent.has(id)));
	const going = open.filter(({ line }) => goes(line, { sets, sent, isWhole, verdicts }));
	const lines: FulfillmentLine[] = [];
	const notSent: NotSent[] = [];
	const unknown: OrderLine[] = [];
	let fault: Reason | undefined;
	for (const {
		line,
		left: { most: quantity },
	} of going) {
		const verdict = verdicts.get(line);
		if (verdict === undefined) continue;
		if (verdict.kind === 'sent') lines.push(lineOf(line, verdict.listing, verdict.quantity));
		else notSent.push({ lineId: line.id, sku: line.sku, quantity, why: verdict.why });
		if (verdict.kind === 'unknown') unknown.push(line);
		if (verdict.kind === 'fault') fault ??= verdict.fault;
	}
	if (lines.length === 0) fault ??= await otherCase(deps, order, unknown);
	return { lines, notSent, ...(fault === undefined ? {} : { fault }) };
}

/** Whether anything of the order is, or seems to be, the warehouse's. */
export async function concernsWarehouse(deps: FulfillDeps, { order }: StoreOrder): Promise<boolean> {
	const { skus } = await learn(deps, order.lines, []);
	if (skus.size > 0 || order.lines.some(isGone)) return true;
	return (await otherCase(deps, order, order.lines)) !== undefined;
}

const isListed = (line: OrderLine, { links, skus }: Known): boolean => candidatesOf(line, links).some(({ sku }) => skus.has(sku));

/** Its product was deleted. */
const isGone = ({ code, sku }: OrderLine): boolean => code === undefined && sku === '';

interface Going {
	readonly sets: Sets;
	readonly sent: ReadonlySet<string>;
	readonly isWhole: (set: OrderLine) => boolean;
	readonly verdicts: ReadonlyMap<OrderLine, Verdict>;
}

/** Whether a line is asked of the warehouse, or named as not sent: a part of what goes as a whole is neither, nor is a mere cover. */
function goes(line: OrderLine, { sets, sent, isWhole, verdicts }: Going): boolean {
	if (sets.around(line).some(isWhole)) return false;
	const parts = sets.partsOf(line);
	if (parts.length === 0 || isWhole(line)) return true;
	return parts.every((part) => !sent.has(part.id) && (verdicts.get(part)?.kind ?? 'unknown') === 'unknown');
}

function judge(line: OrderLine, { least, most: units }: Left, orderNumber: string, { links, skus, products }: Known): Verdict {
	const listings = candidatesOf(line, links)
		.filter(({ sku }) => skus.has(sku))
		.toSorted((a, b) => b.pieces - a.pieces);
	if (listings.length > 0 && least < units) {
		const fault = reason('mcfIndivisible', orderNumber, say('setTorn', { sku: line.sku }));
		return { kind: 'fault', why: 'A part of the set was refunded or shipped', fault };
	}
	const [fitting] = listings.flatMap((listing) => {
		const quantity = listingsOf(listing, [{ productId: listing.productId, pieces: units }]);
		return quantity === undefined ? [] : [{ listing, quantity }];
	});
	if (fitting !== undefined) {
		const others = (products.get(line.sku) ?? []).filter((id) => id !== line.code);
		if (fitting.listing.linked || line.code === undefined || others.length === 0) return { kind: 'sent', ...fitting };
		const detail = say('skuShared', { sku: line.sku, units, product: line.code, others: others.join(', ') });
		return { kind: 'fault', why: 'Several products share this SKU', fault: reason('mcfSkuShared', orderNumber, detail) };
	}
	if (listings.length > 0) {
		const named = joined(
			listings.map(({ sku, pieces }) => say('listingOf', { sku, pieces })),
			', ',
		);
		const fault = reason('mcfIndivisible', orderNumber, say('indivisible', { sku: line.sku, units, listings: named }));
		return { kind: 'fault', why: `${units} units are no multiple of the FBA listing`, fault };
	}
	if (isGone(line)) {
		const fault = reason('mcfProductGone', orderNumber, say('productGone', { line: line.id, title: line.title, units }));
		return { kind: 'fault', why: 'Its product is no longer in the store', fault };
	}
	return { kind: 'unknown', why: 'Amazon has no FBA listing with this SKU' };
}

const lineOf = ({ id, gift }: OrderLine, listing: Listing, quantity: number): FulfillmentLine => ({
	id: fulfillmentLineId(id, listing.pieces),
	sku: listing.sku,
	quantity,
	...(gift?.message === undefined ? {} : { giftMessage: gift.message }),
});

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
