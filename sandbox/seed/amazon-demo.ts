import { keyOf, type StoredOrder } from '../amazon/orders/order-book';
import { buildOrder, type OrderDraft } from '../amazon/orders/order-draft';
import { createRandom } from '../kernel/random';
import { marketplaces } from '../amazon/access/marketplaces';
import type { Order } from '../amazon/orders/order-wire';
import { personOf, pick } from './amazon-people';
import type { SeedExpectation } from './amazon-expectation';
import { ordinaryRecipe, recipes, type Ingredients, type Recipe } from './amazon-recipes';
import { listings } from './catalog';

export interface DemoOptions {
	/** How many orders. */
	readonly orders: number;
	readonly seed: number;
	/** Milliseconds since the epoch; every order was last updated at least three minutes before, so that a search finds it. */
	readonly now: number;
	/** Over how long before `now` the orders were placed, milliseconds; 36 hours when left out. */
	readonly spreadMs?: number;
	/** True when the store has linked the three-pack with its single product. */
	readonly multipackLinked?: boolean;
}

/** One seeded order and what should become of it. */
export interface SeededOrder {
	readonly wire: Order;
	readonly expectation: SeedExpectation;
}

const minute = 60_000;

/** Marketplaces of ordinary orders, weighted as a German seller would have them. */
const usualCountries = ['DE', 'DE', 'DE', 'DE', 'FR', 'IT', 'ES'] as const;

const marketplaceIdOf = (countryCode: string): string => {
	const found = marketplaces.find((marketplace) => marketplace.countryCode === countryCode && marketplace.region === 'eu');
	if (found === undefined) throw new Error(`No European marketplace in ${countryCode}`);
	return found.id;
};

/** Which order is of which kind: every kind at least once if there is room, the rest ordinary, well mixed. */
const planOf = (orders: number, random: () => number): readonly Recipe[] => {
	const plan = recipes.flatMap((recipe) =>
		Array.from({ length: recipe.once ? 1 : Math.max(1, Math.round((recipe.share * orders) / 200)) }, () => recipe),
	);
	const special = plan.length <= orders ? plan : recipes.slice(0, orders);
	const mixed = [...special, ...Array.from({ length: Math.max(0, orders - special.length) }, () => ordinaryRecipe)];
	for (let position = mixed.length - 1; position > 0; position -= 1) {
		const other = Math.floor(random() * (position + 1));
		[mixed[position], mixed[other]] = [mixed[other] as Recipe, mixed[position] as Recipe];
	}
	return mixed;
};

const withoutEmpty = (draft: OrderDraft): OrderDraft => {
	const { buyer, recipient, ...rest } = draft;
	const isFilled = (value: object | undefined): boolean => value !== undefined && Object.keys(value).length > 0;
	return {
		...rest,
		...(buyer !== undefined && isFilled(buyer) ? { buyer } : {}),
		...(recipient !== undefined && isFilled(recipient) ? { recipient } : {}),
	};
};

const stockUnitsOf = (draft: OrderDraft): Record<string, number> => {
	const units: Record<string, number> = {};
	for (const { sku, quantity } of draft.items) {
		const listing = listings.find(({ sellerSku }) => sellerSku === sku);
		if (listing?.productSku === undefined || quantity === 0) continue;
		units[listing.productSku] = (units[listing.productSku] ?? 0) + quantity * listing.unitsPerListing;
	}
	return units;
};

const expectationOf = (recipe: Recipe, ingredients: Ingredients, draft: OrderDraft, wire: Order): SeedExpectation => {
	const expect = typeof recipe.expect === 'function' ? recipe.expect(ingredients) : recipe.expect;
	const isReasonKept = recipe.reason !== undefined && (expect !== 'saved' || typeof recipe.expect !== 'function');
	const total = wire.proceeds?.grandTotal;
	return {
		kind: recipe.kind,
		expect,
		...(isReasonKept && recipe.reason !== undefined ? { reason: recipe.reason } : {}),
		fulfilledBy: draft.fulfilledBy,
		lines: draft.items.filter(({ quantity }) => quantity > 0).length,
		...(total === undefined ? {} : { total }),
		stockUnits: expect === 'saved' && draft.fulfilledBy === 'MERCHANT' ? stockUnitsOf(draft) : {},
	};
};

/** The orders of the demo world, in the order they were placed. The same options give the same orders. */
export function seedDemo(options: DemoOptions): readonly SeededOrder[] {
	const { orders, seed, now, spreadMs = 36 * 60 * minute, multipackLinked = false } = options;
	const random = createRandom(seed);
	let earlierOrderId = '902-0000000-0000000';
	return planOf(orders, random).map((recipe, position) => {
		const country = recipe.country ?? pick(usualCountries, random);
		const person = personOf(country, position, random);
		const ingredients: Ingredients = { random, person, earlierOrderId, multipackLinked };
		const latest = now - 4 * minute;
		const createdMs = Math.floor(latest - spreadMs * (1 - (position + 1) / (orders + 1)));
		const middle = String(Math.floor(random() * 10_000_000)).padStart(7, '0');
		const draft = withoutEmpty({
			orderId: `902-${middle}-${String(seed * 1_000_000 + position + 1)
				.padStart(7, '0')
				.slice(-7)}`,
			marketplaceId: marketplaceIdOf(country),
			createdMs,
			updatedMs: Math.min(latest, createdMs + Math.floor(random() * 30 * minute)),
			status: 'UNSHIPPED',
			fulfilledBy: 'MERCHANT',
			buyer: person.buyer,
			recipient: { deliveryAddress: person.address },
			...recipe.make(ingredients),
		});
		const wire = buildOrder(draft);
		earlierOrderId = draft.orderId;
		return { wire, expectation: expectationOf(recipe, ingredients, draft, wire) };
	});
}

/** Seeded orders as the Amazon stand-in stores them. */
export function toStored(sellerId: string, seeded: readonly SeededOrder[]): readonly StoredOrder[] {
	return seeded.map(({ wire, expectation }) => ({ ...keyOf(wire), sellerId, tag: expectation, load: () => structuredClone(wire) }));
}
