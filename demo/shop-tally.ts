import type { ShopRecipe } from './shop-recipe';
import type { LoggedSale } from './tally';

export interface PlacedOrder {
	readonly id: number;
	/** How people call it. In some stores it is the id. */
	readonly number: string;
	readonly recipe: ShopRecipe;
}

/** An order that Amazon accepted. */
export interface AcceptedOrder {
	readonly id: string;
	/** The store's order number. */
	readonly displayableOrderId: string;
	readonly status: string;
	readonly lines: readonly {
		readonly sku: string;
		readonly quantity: number;
		readonly shipped: number;
		readonly cancelled: number;
		readonly unfulfillable: number;
	}[];
	readonly trackingNumbers: readonly string[];
	/** On the machine's clock, since the epoch. */
	readonly acceptedWallMs: number;
}

/** How an order stands in the store. */
export interface ShownOrder {
	readonly status: string;
	/** What its customer may read about it. */
	readonly customerPage: string;
	readonly privateNotes: readonly string[];
}

/** What the sandbox holds, and nothing that a node claims. */
export interface ShopTruth {
	readonly placed: readonly PlacedOrder[];
	readonly atAmazon: readonly AcceptedOrder[];
	readonly inStore: ReadonlyMap<number, ShownOrder>;
	/** Subject and text of each mail to the shop's owner. */
	readonly mails: readonly string[];
	/** Orders of the store that name an order which Amazon shipped for the store itself. */
	readonly cameBack: number;
	readonly duplicates: number;
}

export interface ShopTally {
	/** Orders of the shop's own customers for which money was received. */
	readonly paidOrders: number;
	/** Paid orders of which Amazon has to ship something. */
	readonly paidFbaOrders: number;
	/** Orders that Amazon accepted for the shop and did not give up. */
	readonly mcfOrders: number;
	/** Store orders of which Amazon ships more than was ordered. */
	readonly mcfDuplicates: number;
	/** Orders whose parcels all stand on the customer's page of the order. */
	readonly trackingWrittenBack: number;
	/** Mails to the shop's owner. */
	readonly mails: number;
	/** What is not as it should be, one line each. */
	readonly faults: readonly string[];
}

const failed: ReadonlySet<string> = new Set(['Cancelled', 'Unfulfillable', 'Invalid']);

/** Units that Amazon ships or shipped, by SKU. */
const unitsOf = (orders: readonly AcceptedOrder[]): ReadonlyMap<string, number> => {
	const units = new Map<string, number>();
	for (const { status, lines } of orders) {
		for (const { sku, quantity, shipped, cancelled, unfulfillable } of lines) {
			units.set(sku, (units.get(sku) ?? 0) + (failed.has(status) ? shipped : quantity - cancelled - unfulfillable));
		}
	}
	return units;
};

const ordersOf = (truth: ShopTruth, { number }: PlacedOrder): readonly AcceptedOrder[] =>
	truth.atAmazon.filter(({ displayableOrderId }) => displayableOrderId === number);

const differences = (wanted: Readonly<Record<string, number>>, found: ReadonlyMap<string, number>): readonly string[] =>
	[...new Set([...Object.keys(wanted), ...found.keys()])].flatMap((sku) => {
		const [expected, actual] = [wanted[sku] ?? 0, found.get(sku) ?? 0];
		return expected === actual ? [] : [`${String(actual)} instead of ${String(expected)} x ${sku}`];
	});

/** Whether all parcels of an order, of which there is at least one, stand on the customer's page. */
const isTracked = (truth: ShopTruth, placed: PlacedOrder): boolean => {
	const numbers = ordersOf(truth, placed).flatMap(({ trackingNumbers }) => trackingNumbers);
	const page = truth.inStore.get(placed.id)?.customerPage ?? '';
	return numbers.length > 0 && numbers.every((number) => page.includes(number));
};

/** Orders that Amazon has to take, also those whose customers think better of it afterwards, and does not have yet. */
export const notTaken = ({ placed, atAmazon }: ShopTruth): readonly PlacedOrder[] => {
	const numbers = new Set(atAmazon.map(({ displayableOrderId }) => displayableOrderId));
	return placed.filter(({ number, recipe: { units, sent = units } }) => Object.keys(sent).length > 0 && !numbers.has(number));
};

/** Orders that somebody thought better of, and of which Amazon still ships what is not wanted any more. */
export const notCalledOff = (truth: ShopTruth): readonly PlacedOrder[] =>
	truth.placed
		.filter(({ recipe }) => recipe.afterSending !== undefined)
		.filter((order) => differences(order.recipe.units, unitsOf(ordersOf(truth, order))).length > 0);

/** Compares what the sandbox holds with what the shop's customers did. */
export function tallyShop(truth: ShopTruth, log: readonly LoggedSale[]): ShopTally {
	const { placed, atAmazon, inStore, mails, duplicates, cameBack } = truth;
	const wanted = placed.filter(({ recipe }) => recipe.expect === 'fulfilled');
	const faultsOf = (order: PlacedOrder): readonly string[] => {
		const { id, number, recipe } = order;
		const shown = inStore.get(id);
		const found: string[] = [...differences(recipe.units, unitsOf(ordersOf(truth, order)))].map((text) => `Amazon ships ${text}`);
		if (recipe.expect === 'fulfilled') {
			if (!isTracked(truth, order)) found.push('the customer does not see all its parcels');
			if ((shown?.status === 'completed') !== recipe.completes) found.push(`its status is ${shown?.status ?? 'unknown'}`);
		}
		if (recipe.expect === 'nothing' && isTracked(truth, order)) found.push('its customer sees a parcel that is none of theirs');
		const naming = new RegExp(`\\bOrder ${number}\\b`);
		const told = mails.filter((mail) => naming.test(mail)).length;
		/** In the mails' own words. */
		const words = mails.flatMap((mail) => mail.split('\n').filter((line) => naming.test(line)));
		const toTell = recipe.expect === 'refused' || recipe.told === true ? 1 : 0;
		if (told !== toTell) found.push([`${String(told)} mails name it instead of ${String(toTell)}`, ...words].join(': '));
		if (toTell > 0 && !(shown?.privateNotes ?? []).some((note) => /Amazon|FBA/.test(note))) found.push('no note on it says why');
		const asking = log.filter(({ orderId, state }) => orderId === String(id) && state === 'error');
		if (recipe.expect === 'refused' && asking.length === 0) found.push('no row of the log to retry it from');
		if (toTell === 0) found.push(...asking.map(({ reason, text = '' }) => `a row of the log asks for a person: ${reason} ${text}`.trim()));
		return found.map((text) => `Store order ${number} (${recipe.name}): ${text}`);
	};
	const numbers = new Set(placed.map(({ number }) => number));
	const strange = atAmazon.filter(({ displayableOrderId }) => !numbers.has(displayableOrderId));
	return {
		paidOrders: placed.filter(({ recipe }) => recipe.paid).length,
		paidFbaOrders: wanted.length,
		mcfOrders: atAmazon.filter(({ status }) => !failed.has(status)).length,
		mcfDuplicates: duplicates,
		trackingWrittenBack: wanted.filter((order) => isTracked(truth, order)).length,
		mails: mails.length,
		faults: [
			...placed.flatMap(faultsOf),
			...strange.map(({ id, displayableOrderId }) => `Amazon ships ${id} for ${displayableOrderId}, which no customer of the shop ordered`),
			...(cameBack === 0 ? [] : [`${String(cameBack)} orders that Amazon ships for the store came back as store orders`]),
		],
	};
}
