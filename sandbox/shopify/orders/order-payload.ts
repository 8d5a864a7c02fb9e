import { customerDataOf } from '../graphql/access';
import { fulfillmentStatusOf } from '../fulfillments/fulfillment-orders';
import { legacyId } from '../store/gid';
import { moneyText } from '../store/money';
import type { OrderRecord, TaxLineRecord } from '../store/order-records';
import type { AddressRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { currentTotals, financialStatusOf, originalTotals, taxLinesOf } from './order-totals';

const at = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const number = (id: string | null): number | null => (id === null ? null : Number(legacyId(id)));

const statuses: Readonly<Record<string, string | null>> = { FULFILLED: 'fulfilled', PARTIALLY_FULFILLED: 'partial' };

function address(record: AddressRecord | null, isHidden: boolean): unknown {
	if (record === null) return null;
	const { firstName, lastName, company, address1, address2, city, zip, provinceCode, province, countryCode, country, phone } = record;
	const open = { city, province, province_code: provinceCode, country, country_code: countryCode };
	if (isHidden) return open;
	return { first_name: firstName, last_name: lastName, company, address1, address2, zip, phone, ...open };
}

const taxLine = ({ title, rate, priceSet, channelLiable }: TaxLineRecord): unknown => ({
	title,
	rate,
	price: moneyText(priceSet.shopMoney),
	channel_liable: channelLiable,
});

/**
 * An order as webhooks tell of it: the shape of the older REST API, with the names that its documentation shows
 * (https://shopify.dev/docs/api/webhooks), cut down to what a reader may rely on. Not recorded.
 */
export function orderPayload(shop: Shop, order: OrderRecord): Readonly<Record<string, unknown>> {
	const totals = originalTotals(order);
	const isHidden = customerDataOf(shop.settings) !== 'granted';
	const customer = order.customerId === null ? undefined : shop.state.customers.get(order.customerId);
	return {
		id: number(order.id),
		admin_graphql_api_id: order.id,
		name: order.name,
		number: order.number - 1000,
		order_number: order.number,
		created_at: at(order.createdAt),
		updated_at: at(order.updatedAt),
		processed_at: at(order.processedAt),
		cancelled_at: at(order.cancelledAt),
		cancel_reason: order.cancelReason?.toLowerCase() ?? null,
		closed_at: at(order.closedAt),
		currency: order.currencyCode,
		presentment_currency: order.presentmentCurrencyCode,
		financial_status: financialStatusOf(order)?.toLowerCase() ?? null,
		fulfillment_status: statuses[fulfillmentStatusOf(shop, order)] ?? null,
		...(isHidden ? {} : { email: order.email, contact_email: order.email, phone: order.phone }),
		note: order.note,
		note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
		tags: order.tags.join(', '),
		source_name: order.sourceName,
		source_identifier: order.sourceIdentifier,
		taxes_included: order.taxesIncluded,
		test: order.test,
		subtotal_price: moneyText(totals.subtotal.shopMoney),
		total_tax: moneyText(totals.tax.shopMoney),
		total_discounts: moneyText(totals.discounts.shopMoney),
		total_price: moneyText(totals.total.shopMoney),
		current_total_price: moneyText(currentTotals(order).total.shopMoney),
		tax_lines: taxLinesOf(order).map(taxLine),
		billing_address: address(order.billingAddress, isHidden),
		shipping_address: address(order.shippingAddress, isHidden),
		customer: customer === undefined ? null : { id: number(customer.id), admin_graphql_api_id: customer.id },
		line_items: order.lineItems.map((line) => ({
			id: number(line.id),
			admin_graphql_api_id: line.id,
			title: line.title,
			variant_title: line.variantTitle,
			sku: line.sku,
			vendor: line.vendor,
			quantity: line.quantity,
			current_quantity: line.currentQuantity,
			price: moneyText(line.originalUnitPriceSet.shopMoney),
			product_id: number(line.productId),
			variant_id: number(line.variantId),
			requires_shipping: line.requiresShipping,
			taxable: line.taxable,
			tax_lines: line.taxLines.map(taxLine),
		})),
		shipping_lines: order.shippingLines.map((line) => ({
			id: number(line.id),
			title: line.title,
			code: line.code,
			price: moneyText(line.originalPriceSet.shopMoney),
		})),
	};
}
