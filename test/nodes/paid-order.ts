import type { INodeExecutionData } from 'n8n-workflow';
import type { EngineNode } from '../harness/engine';
import { PACKAGE, type NodeWorld, type Parameters } from './world';

export const mcfNode = (parameters: Parameters = {}, type = 'amazonMultiChannelFulfillment'): EngineNode => ({
	name: 'MCF',
	type: `${PACKAGE}.${type}`,
	parameters,
	credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
});

export const confirmNode: EngineNode = {
	name: 'Confirm',
	type: `${PACKAGE}.confirmShipment`,
	parameters: { options: { notifyGuests: true } },
	credentials: { wooCommerceStoreApi: 'Store' },
};

export const address = {
	first_name: 'Kim',
	last_name: 'Muster',
	address_1: 'Hauptstrasse 1',
	city: 'Berlin',
	postcode: '10115',
	country: 'DE',
};

const zero = { amount: '0.00', currency: 'EUR' };

/** A paid order of the shop, and what the trigger would give out of it. */
export function paidOrder(
	world: NodeWorld,
	lines: readonly object[] = [{ sku: 'MUG', quantity: 2 }],
	more: object = {},
): INodeExecutionData {
	const order = world.store.act('placeOrder', {
		lines,
		billing: { ...address, email: 'kim@shop.example' },
		shippingMethod: { id: 'flat_rate:1', title: 'Parcel', total: '4.90' },
		...more,
	}) as { readonly id: number };
	world.sandbox.amazon.mcf.tellOrdered(String(order.id), { MUG: 2 });
	const { host } = new URL(world.sandbox.urls.woocommerce ?? '');
	const item = {
		platform: 'woocommerce',
		account: { platform: 'woocommerce', id: host },
		marketplace: host,
		id: String(order.id),
		number: String(order.id),
		status: 'unshipped',
		fulfilledBy: 'merchant',
		origin: 'woocommerce',
		purchasedAt: new Date().toISOString(),
		updatedAt: new Date().toISOString(),
		currency: 'EUR',
		lines: lines.map((line, index) => ({
			id: String(index),
			title: 'Mug',
			quantityShipped: 0,
			quantityCancelled: 0,
			total: zero,
			discount: zero,
			unitPrice: zero,
			programs: [],
			promotions: [],
			...line,
		})),
		charges: [],
		totals: { computed: zero },
		programs: [],
		packages: [],
		taxIds: [],
		personalData: true,
		customer: { name: 'Kim Muster', registered: false },
	};
	return { json: item };
}
