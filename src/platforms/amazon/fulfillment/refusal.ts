import type { FulfillmentRequest } from '../../../domain/fulfillment';
import type { PlatformError } from '../../../domain/platform-error';
import { reason, type Reason } from '../../../domain/reasons';

/** Fields of an address by what Amazon may call them, and what people call them. */
const ADDRESS_FIELDS: readonly (readonly [RegExp, string])[] = [
	[/postal ?code|post ?code|zip ?code/i, 'postcode'],
	[/country ?code|destination country/i, 'country'],
	[/state ?or ?(region|province)/i, 'state'],
	[/district ?or ?county/i, 'county'],
	[/address ?line ?1|line ?1\b/i, 'address line 1'],
	[/address ?line ?2|line ?2\b/i, 'address line 2'],
	[/address ?line ?3|line ?3\b/i, 'address line 3'],
	[/\bcity\b/i, 'city'],
	[/\bphone/i, 'phone'],
	[/address\W+name|\bname\b.{0,40}address|recipient ?name|parameter name\b/i, 'name'],
	[/destination ?address|delivery ?address|invalid address|undeliverable/i, 'address'],
];

/** Other fields of a request that a text may name. Only these words leave, whatever else Amazon wrote. */
const REQUEST_FIELDS = [
	'displayableOrderId',
	'displayableOrderDate',
	'displayableOrderComment',
	'shippingSpeedCategory',
	'serviceTier',
	'marketplaceId',
	'origin',
	'fulfillmentAction',
	'fulfillmentPolicy',
	'featureConstraints',
	'BLANK_BOX',
	'BLOCK_AMZL',
	'packagingOption',
	'packingSlip',
	'notificationEmails',
	'perUnitDeclaredValue',
	'paymentInformation',
	'quantity',
] as const;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const says = (words: string, text: string): boolean => new RegExp(`(?<![\\w-])${escaped(text)}(?![\\w-])`).test(words);

/** Amazon names a line by its SKU, or by the line's id: "the SellerSKU for Item Id: 17 is invalid". */
function namedSku(request: FulfillmentRequest, words: string): string | undefined {
	if (!/sku|item|inventory|product|quantity/i.test(words)) return undefined;
	const bySku = request.lines.find(({ sku }) => says(words, sku));
	const byId = request.lines.find(({ id }) => new RegExp(`item ?id\\W{0,4}${escaped(id)}(?![\\w-])`, 'i').test(words));
	return (bySku ?? byId)?.sku;
}

/** Whether Amazon says that the id was used before. */
export const saysTaken = (words: string): boolean =>
	/already (exists|exist|in use|been used|used|been created|created|submitted)|duplicate|is in use|not unique/i.test(words) &&
	!/item ?id/i.test(words);

/**
 * Why Amazon refused to make an order, in our words: `words` repeat what was sent, so that only the names of fields
 * and the request's own SKUs are taken from them.
 */
export function refusalReason(request: FulfillmentRequest, words: string, error: PlatformError): Reason {
	const sku = namedSku(request, words);
	const number = request.displayId;
	if (/insufficient|not enough|no (sellable |available )?inventory|out of stock|quantity ?not ?available|unfulfillable/i.test(words)) {
		return reason('mcfNoStock', number, sku === undefined ? undefined : `SKU "${sku}"`);
	}
	if (sku !== undefined) return reason('mcfSkuUnknown', number, `SKU "${sku}"`);
	const address = ADDRESS_FIELDS.find(([pattern]) => pattern.test(words))?.[1];
	if (address !== undefined) return reason('mcfAddress', number, `Amazon does not accept the ${address}`);
	const field = REQUEST_FIELDS.find((name) => words.toLowerCase().includes(name.toLowerCase()));
	const { status, code } = error.details;
	const named = [field === undefined ? undefined : `field ${field}`, code, status === undefined ? undefined : `status ${status}`];
	return reason('mcfRejected', number, named.filter((part) => part !== undefined).join(', '));
}
