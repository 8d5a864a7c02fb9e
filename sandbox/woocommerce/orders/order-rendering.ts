import { roundedTaxSum } from '../products/product-pricing';
import { attributeSlug, optionName } from '../products/product-attributes';
import { currencySymbol } from '../settings/currencies';
import { lineMeta, sortedMeta } from '../store/meta';
import { oddAnswer } from '../store/odd-answers';
import type { ProductRecord } from '../store/product-records';
import type {
	Address,
	FeeLine,
	MetaEntry,
	OrderLine,
	OrderRecord,
	RefundRecord,
	ShippingLine,
	TaxAmounts,
	TaxLine,
} from '../store/records';
import type { Store } from '../store/store';
import { money } from '../wordpress/rounding';
import { datePair } from '../wordpress/site-time';
import { itemMethods } from '../wordpress/site-urls';
import { lineProduct } from './order-totals';
import { needsPayment, needsProcessing } from './status-change';

function amount(store: Store, value: number): string {
	return money(value, store.state.settings.decimals);
}

function taxes(store: Store, total: TaxAmounts, subtotal: TaxAmounts = []): readonly unknown[] {
	return total.map(([id, tax]) => {
		const before = subtotal.find(([rateId]) => rateId === id)?.[1];
		return { id, total: amount(store, tax), subtotal: before === undefined ? '' : amount(store, before) };
	});
}

/** As the store spells image ids: a text where there is one, '' for a product without, 0 for a variation without. */
function lineImage(store: Store, product: ProductRecord | undefined): Record<string, unknown> {
	const parent = product?.isVariation === true ? store.state.products.get(product.parentId) : undefined;
	const media = store.state.media.get(product?.imageIds[0] ?? parent?.imageIds[0] ?? 0);
	if (media !== undefined) return { id: String(media.id), src: store.urls.page(media.path) };
	return { id: product === undefined || product.isVariation ? 0 : '', src: '' };
}

function displayedMeta(store: Store, product: ProductRecord | undefined, entry: MetaEntry): Record<string, unknown> {
	const chosen = product?.chosenAttributes.find((attribute) => attributeSlug(store.state, attribute) === entry.key);
	if (chosen === undefined) return lineMeta(entry);
	return { ...lineMeta(entry), display_key: chosen.name, display_value: optionName(store.state, chosen.id, chosen.option) };
}

export function renderLine(store: Store, line: OrderLine): Record<string, unknown> {
	const product = lineProduct(store.state, line);
	return {
		id: line.id,
		name: line.name,
		// A product that is gone for good takes its number along.
		product_id: product === undefined ? 0 : line.productId,
		variation_id: product === undefined ? 0 : line.variationId,
		quantity: line.quantity,
		tax_class: line.taxClass,
		subtotal: amount(store, line.subtotal),
		subtotal_tax: amount(store, roundedTaxSum(store.state, line.subtotalTaxes)),
		total: amount(store, line.total),
		total_tax: amount(store, roundedTaxSum(store.state, line.totalTaxes)),
		taxes: taxes(store, line.totalTaxes, line.subtotalTaxes),
		meta_data: line.meta.map((entry) => displayedMeta(store, product, entry)),
		sku: product?.sku ?? null,
		global_unique_id: product?.gtin ?? null,
		price: line.quantity === 0 || line.total === 0 ? 0 : line.total / line.quantity,
		image: lineImage(store, product),
		parent_name: product?.isVariation === true ? product.name : null,
	};
}

function renderShipping(store: Store, line: ShippingLine): Record<string, unknown> {
	return {
		id: line.id,
		method_title: line.methodTitle,
		method_id: line.methodId,
		instance_id: line.instanceId,
		total: amount(store, line.total),
		total_tax: amount(store, roundedTaxSum(store.state, line.totalTaxes)),
		taxes: taxes(store, line.totalTaxes),
		tax_status: line.taxStatus,
		meta_data: line.meta.map(lineMeta),
	};
}

function renderFee(store: Store, fee: FeeLine): Record<string, unknown> {
	return {
		id: fee.id,
		name: fee.name,
		tax_class: fee.taxClass,
		tax_status: fee.taxStatus,
		amount: '',
		total: amount(store, fee.total),
		total_tax: amount(store, roundedTaxSum(store.state, fee.totalTaxes)),
		taxes: taxes(store, fee.totalTaxes),
		meta_data: fee.meta.map(lineMeta),
	};
}

function renderTax(store: Store, line: TaxLine): Record<string, unknown> {
	return {
		id: line.id,
		rate_code: line.rateCode,
		rate_id: line.rateId,
		label: line.label,
		compound: line.compound,
		tax_total: amount(store, line.taxTotal),
		shipping_tax_total: amount(store, line.shippingTaxTotal),
		rate_percent: line.percent,
		meta_data: [],
	};
}

function shippingAddress({ email: _unused, ...address }: Address): Omit<Address, 'email'> {
	return address;
}

function amounts(store: Store, order: OrderRecord): Record<string, string> {
	return {
		discount_total: amount(store, order.discountTotal),
		discount_tax: amount(store, order.discountTax),
		shipping_total: amount(store, order.shippingTotal),
		shipping_tax: amount(store, order.shippingTax),
		cart_tax: amount(store, order.cartTax),
		total: amount(store, order.total),
		total_tax: amount(store, order.cartTax + order.shippingTax),
	};
}

function links(store: Store, order: OrderRecord): Record<string, unknown> {
	return {
		...store.urls.links(`orders/${order.id}`, 'orders', itemMethods),
		email_templates: [{ embeddable: true, href: store.urls.rest(`orders/${order.id}/actions/email_templates`) }],
		...(order.customerId === 0 ? {} : { customer: [{ href: store.urls.rest(`customers/${order.customerId}`) }] }),
		...(order.parentId === 0 ? {} : { up: [{ href: store.urls.rest(`orders/${order.parentId}`) }] }),
	};
}

/** Newest second first; within one second in the order they were made. */
export function sortedRefunds(order: OrderRecord): readonly RefundRecord[] {
	return [...order.refunds].sort((left, right) => right.createdAt - left.createdAt || left.id - right.id);
}

export function renderOrder(store: Store, order: OrderRecord): Record<string, unknown> {
	return oddAnswer(store.state, `orders/${order.id}`, render(store, order));
}

function render(store: Store, order: OrderRecord): Record<string, unknown> {
	const { timezone } = store.state.settings;
	return {
		id: order.id,
		parent_id: order.parentId,
		status: order.status,
		currency: order.currency,
		version: '11.0.1',
		prices_include_tax: order.pricesIncludeTax,
		...datePair('date_created', order.createdAt, timezone),
		...datePair('date_modified', order.modifiedAt, timezone),
		...amounts(store, order),
		customer_id: order.customerId,
		order_key: order.orderKey,
		billing: order.billing,
		shipping: shippingAddress(order.shipping),
		payment_method: order.paymentMethod,
		payment_method_title: order.paymentMethodTitle,
		transaction_id: order.transactionId,
		customer_ip_address: order.customerIp,
		customer_user_agent: order.userAgent,
		created_via: order.createdVia,
		customer_note: order.customerNote,
		...datePair('date_completed', order.completedAt, timezone),
		...datePair('date_paid', order.paidAt, timezone),
		cart_hash: order.cartHash,
		number: String(order.id),
		meta_data: sortedMeta(order.meta).map(({ id, key, value }) => ({ id, key, value })),
		line_items: order.lines.map((line) => renderLine(store, line)),
		tax_lines: order.taxLines.map((line) => renderTax(store, line)),
		shipping_lines: order.shippingLines.map((line) => renderShipping(store, line)),
		fee_lines: order.feeLines.map((fee) => renderFee(store, fee)),
		coupon_lines: [],
		refunds: sortedRefunds(order).map((refund) => ({
			id: refund.id,
			reason: refund.reason,
			// The sign is written before whatever is there, a zero or nothing.
			total: `-${refund.amount === null ? '' : amount(store, refund.amount)}`,
			total_tax: amount(store, 0),
		})),
		payment_url: store.urls.page(`/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.orderKey}`),
		is_editable: ['pending', 'on-hold', 'auto-draft'].includes(order.status),
		needs_payment: needsPayment(order),
		needs_processing: needsProcessing(store, order),
		currency_symbol: currencySymbol(order.currency).symbol,
		_links: links(store, order),
	};
}
