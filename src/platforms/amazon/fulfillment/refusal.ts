import type { FulfillmentRequest } from '../../../domain/fulfillment';
import type { PlatformError } from '../../../domain/platform-error';
import { reason, type Reason } from '../../../domain/reasons';
import { joined, type Phrase } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';

/** Fields of an address by what Amazon may call them, and what people call them. */
const ADDRESS_FIELDS: readonly (readonly [RegExp, Phrase])[] = [
	[/postal ?code|post ?code|zip ?code/i, say('thePostcode')],
	[/country ?code|destination country/i, say('theCountry')],
	[/state ?or ?(region|province)/i, say('theState')],
	[/district ?or ?county/i, say('theCounty')],
	[/address ?line ?1|line ?1\b/i, say('theLine1')],
	[/address ?line ?2|line ?2\b/i, say('theLine2')],
	[/address ?line ?3|line ?3\b/i, say('theLine3')],
	[/\bcity\b/i, say('theCity')],
	[/\bphone/i, say('thePhone')],
	[/address\W+name|\bname\b.{0,40}address|recipient ?name|parameter name\b/i, say('theName')],
	[/destination ?address|delivery ?address|invalid address|undeliverable/i, say('theAddress')],
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
	const field = ADDRESS_FIELDS.find(([pattern]) => pattern.test(words))?.[1];
	if (field !== undefined) return reason('mcfAddress', number, say('notAccepted', { field }));
	const other = REQUEST_FIELDS.find((name) => words.toLowerCase().includes(name.toLowerCase()));
	const { status, code } = error.details;
	const named = [
		other === undefined ? undefined : say('namedField', { field: other }),
		code,
		status === undefined ? undefined : say('httpStatus', { status }),
	];
	return reason(
		'mcfRejected',
		number,
		joined(
			named.filter((part) => part !== undefined),
			', ',
		),
	);
}
