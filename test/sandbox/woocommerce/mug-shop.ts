import { Player } from './replay/player';

export type Order = Readonly<Record<string, unknown>> & { readonly id: number; readonly status: string };

export const start = '2026-11-21T12:00:00Z';
export const mug = { name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 };

/** A shop that sells fifty mugs. */
export function shop(options: ConstructorParameters<typeof Player>[1] = {}): Player {
	return new Player(start, { products: [mug], ...options });
}

export async function order(player: Player, body: unknown): Promise<Order> {
	return (await player.ask('POST', 'orders', body)) as Order;
}

export function stock(player: Player, sku = 'MUG'): number | null | undefined {
	return player.store.productBySku(sku)?.stock;
}

/** Lines of an order of two mugs. */
export const two = [{ sku: 'MUG', quantity: 2 }];
