import { MailInbox } from '../../../sandbox/mail/inbox';
import { Player } from './replay/player';

export type Answer = Readonly<Record<string, unknown>>;
interface Placed {
	readonly id: number;
	readonly line_items: readonly { readonly id: number; readonly name: string }[];
}

const products = [
	{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 },
	{ name: 'Tea', sku: 'TEA', regular_price: '5.00', manage_stock: true, stock_quantity: 50 },
];
export const billing = { first_name: 'Ada', email: 'ada@b.example', country: 'DE', postcode: '10115' };

interface Shop {
	readonly player: Player;
	readonly inbox: MailInbox;
	readonly order: Placed;
	readonly lines: readonly number[];
	/** Topics called since the order was placed. */
	readonly calls: string[];
	readonly ask: (method: string, path?: string, body?: unknown) => Promise<Answer>;
	readonly saved: () => Promise<{ readonly status: string; readonly meta_data: readonly Answer[] }>;
}

/** A paid order of three mugs and two teas in a shop with the feature switched on. */
export async function shop(more: Answer = {}): Promise<Shop> {
	const inbox = new MailInbox();
	const calls: string[] = [];
	const player = new Player('2026-11-21T12:00:00Z', {
		products,
		mailer: inbox,
		settings: { fulfillments: true },
		webhookTransport: (call) => {
			calls.push(call.headers['x-wc-webhook-topic'] ?? 'ping');
			return Promise.resolve(200);
		},
	});
	await player.ask('POST', 'webhooks', { topic: 'order.updated', delivery_url: 'https://n8n.shop.example/hook' });
	const order = player.store.act('placeOrder', {
		billing,
		lines: [
			{ sku: 'MUG', quantity: 3 },
			{ sku: 'TEA', quantity: 2 },
		],
		...more,
	}) as Placed;
	await player.store.webhooksIdle();
	calls.length = 0;
	inbox.clear();
	return {
		player,
		inbox,
		order,
		calls,
		lines: order.line_items.map(({ id }) => id),
		ask: (method, path = '', body) => player.ask(method, `orders/${order.id}/fulfillments${path}`, body),
		saved: async () => (await player.ask('GET', `orders/${order.id}`)) as never,
	};
}

export const parcel = (
	items: readonly (readonly [id: unknown, qty: unknown])[],
	number = 'TBA000000000001',
	more: Answer = {},
): Answer => ({
	status: 'fulfilled',
	...more,
	meta_data: [
		{ key: '_items', value: items.map(([id, qty]) => ({ item_id: id, qty })) },
		{ key: '_tracking_number', value: number },
		{ key: '_shipment_provider', value: 'amazon-logistics' },
		{ key: '_tracking_url', value: `https://track.example/${number}` },
	],
});
export const metaOf = (answer: Answer): Record<string, unknown> =>
	Object.fromEntries(
		(answer['meta_data'] as readonly { readonly key: string; readonly value: unknown }[]).map(({ key, value }) => [key, value]),
	);
