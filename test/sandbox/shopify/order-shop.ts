import { openShop, type TestShop } from './shop';

interface Created {
	readonly order: { readonly id: string; readonly name: string } | null;
	readonly userErrors: readonly { readonly field: readonly string[] | null; readonly message: string; readonly code: string | null }[];
}

const create = `mutation ($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
	orderCreate(order: $order, options: $options) {
		order { id name }
		userErrors { field message code }
	}
}`;

export const eur = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });

/** The smallest that `orderCreate` takes. */
export const oneThing = { lineItems: [{ title: 'Thing', quantity: 1, priceSet: eur('10.00') }] };

export interface OrderShop extends TestShop {
	readonly make: (order: unknown, options?: unknown) => Promise<Created>;
	/** The id of an order that has to be made. */
	readonly made: (order: unknown, options?: unknown) => Promise<string>;
	readonly read: (id: string, fields: string) => Promise<unknown>;
	readonly variantOf: (sku: string) => string;
	/** Two mugs at 12.00 and a shipping of 5.00, with 10 per cent tax on both, paid at Amazon. */
	readonly amazonOrder: () => Readonly<Record<string, unknown>>;
}

/** Mugs in Berlin and Madrid, plates in Madrid alone; net prices. */
export async function openOrderShop(): Promise<OrderShop> {
	const shop = await openShop({
		locations: [{ name: 'Berlin' }, { name: 'Madrid' }],
		products: [
			{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { Berlin: 5, Madrid: 9 } },
			{ title: 'Plate', sku: 'PLATE', price: '20.00', stock: { Madrid: 3 } },
		],
		settings: { taxesIncluded: false },
	});
	const make = async (order: unknown, options?: unknown): Promise<Created> =>
		(await shop.data(create, { order, options }))['orderCreate'] as Created;
	const variantOf = (sku: string): string => [...shop.stand.shop.state.variants.values()].find((one) => one.sku === sku)?.id ?? '';
	const tax = (amount: string) => [{ title: 'VAT', rate: 0.1, priceSet: eur(amount) }];
	return {
		...shop,
		make,
		async made(order, options) {
			const { order: one, userErrors } = await make(order, options);
			if (one === null) throw new Error(JSON.stringify(userErrors));
			return one.id;
		},
		read: async (id, fields) => (await shop.data(`query ($id: ID!) { order(id: $id) { ${fields} } }`, { id }))['order'],
		variantOf,
		amazonOrder: () => ({
			sourceIdentifier: '902-1234567-1234567',
			sourceName: 'amazon',
			tags: ['Prime', 'Amazon'],
			lineItems: [{ variantId: variantOf('MUG'), quantity: 2, requiresShipping: true, priceSet: eur('12.00'), taxLines: tax('2.40') }],
			shippingLines: [{ title: 'Ground', code: 'GROUND', priceSet: eur('5.00'), taxLines: tax('0.50') }],
			transactions: [{ kind: 'SALE', status: 'SUCCESS', gateway: 'amazon', amountSet: eur('31.90') }],
		}),
	};
}
