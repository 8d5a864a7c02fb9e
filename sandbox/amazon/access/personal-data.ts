import type { Buyer, CustomerAddress, Order, OrderItem, Recipient } from '../orders/order-wire';
import type { ApplicationRole, SellerAccount, SellingApplication } from './accounts';

/**
 * Who may see what of a buyer, by the roles of the application
 * (https://developer-docs.amazon.com/sp-api/docs/access-orders-pii). What may not be seen is absent; it is no error.
 */
export interface Viewer {
	readonly application: SellingApplication;
	readonly seller: SellerAccount;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

const shippingRole: ApplicationRole = 'Direct-to-Consumer Shipping';
const taxRoles: readonly ApplicationRole[] = ['Tax Invoicing', 'Tax Remittance'];
/** The tax roles do not open the buyer's name in the United States, Japan and Singapore. */
const withoutTaxNames: ReadonlySet<string> = new Set(['ATVPDKIKX0DER', 'A1VC38T7YXB528', 'A19VAU5U5O7RUS']);
const emailStatuses: ReadonlySet<string> = new Set(['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED']);
/** Fields of an address that are personal data; city, region and country are not. */
const personalAddressFields: ReadonlySet<string> = new Set([
	'name',
	'companyName',
	'addressLine1',
	'addressLine2',
	'addressLine3',
	'postalCode',
	'phone',
	'extendedFields',
]);

const without = <T extends object>(from: T, isHidden: (name: string) => boolean): T =>
	Object.fromEntries(Object.entries(from).filter(([name]) => !isHidden(name))) as T;

const seenBuyer = (buyer: Buyer, order: Order, { application }: Viewer): Buyer => {
	const has = (role: ApplicationRole): boolean => application.roles.includes(role);
	const isMerchant = order.fulfillment?.fulfilledBy === 'MERCHANT';
	const taxMayName = taxRoles.some(has) && !withoutTaxNames.has(order.salesChannel.marketplaceId ?? '');
	const mayName = taxMayName || (isMerchant && has(shippingRole));
	const mayMail = isMerchant && has(shippingRole) && emailStatuses.has(order.fulfillment?.fulfillmentStatus ?? '');
	return without(buyer, (name) => (name === 'buyerName' && !mayName) || (name === 'buyerEmail' && !mayMail));
};

const seenAddress = (address: CustomerAddress, order: Order, { application, now }: Viewer): CustomerAddress => {
	if (!application.roles.includes(shippingRole)) return without(address, (name) => personalAddressFields.has(name));
	const latestDelivery = order.fulfillment?.deliverByWindow?.latestDateTime;
	const isOver = latestDelivery !== undefined && Date.parse(latestDelivery) < now;
	const showsPhone = order.fulfillment?.fulfilledBy === 'MERCHANT' && !isOver;
	return without(address, (name) => name === 'phone' && !showsPhone);
};

const seenRecipient = (recipient: Recipient, order: Order, viewer: Viewer): Recipient =>
	recipient.deliveryAddress === undefined
		? recipient
		: { ...recipient, deliveryAddress: seenAddress(recipient.deliveryAddress, order, viewer) };

const seenItem = (item: OrderItem, mayPersonal: boolean): OrderItem => {
	if (mayPersonal) return item;
	const gift = item.fulfillment?.packing?.giftOption;
	return {
		...item,
		product: without(item.product, (name) => name === 'customization'),
		...(item.fulfillment === undefined || gift === undefined
			? {}
			: {
					fulfillment: {
						...item.fulfillment,
						packing: { ...item.fulfillment.packing, giftOption: without(gift, (name) => name === 'giftMessage') },
					},
				}),
	};
};

/** The order as this application may see it for this seller. */
export function asSeenBy(order: Order, viewer: Viewer): Order {
	if (!viewer.application.hidesPersonalData) return order;
	const status = order.fulfillment?.fulfillmentStatus;
	const isPending = status === 'PENDING' || status === 'PENDING_AVAILABILITY';
	const hidesRecipient = isPending || (order.fulfillment?.fulfilledBy === 'AMAZON' && !viewer.seller.showsFbaAddresses);
	const maySeeTax = taxRoles.some((role) => viewer.application.roles.includes(role));
	const { buyer, recipient, tax, ...rest } = order;
	return {
		...rest,
		...(buyer === undefined || isPending ? {} : { buyer: seenBuyer(buyer, order, viewer) }),
		...(recipient === undefined || hidesRecipient ? {} : { recipient: seenRecipient(recipient, order, viewer) }),
		...(tax === undefined ? {} : { tax: maySeeTax ? tax : without(tax, (name) => name === 'taxRegistrations') }),
		orderItems: order.orderItems.map((item) => seenItem(item, viewer.application.roles.includes(shippingRole))),
	};
}
