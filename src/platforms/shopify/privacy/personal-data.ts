import { namesAnyOf } from '../../../domain/named-people';
import { LANGUAGES, wordsIn, type Phrase } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { ATTRIBUTE } from '../constants';
import type { WireAttributes, WirePersonalAddress, WirePersonalOrder } from '../wire/personal-order';

/** As the other stores write it. */
const DELETED = '[deleted]';

/** Where nothing of a text is told by itself. */
const MARK = '\u0000';
/** How a text of ours begins, in each language that the shop may have had. */
const openings = (...phrases: readonly Phrase[]): readonly string[] =>
	phrases.flatMap((phrase) => LANGUAGES.map((language) => wordsIn(phrase, language).split(MARK)[0] ?? ''));

const KEYS = openings(say('giftMessage'), say('customization'));
const LINES = openings(
	say('deliveryDetails', { details: MARK }),
	say('giftMessageFor', { sku: MARK, message: MARK }),
	say('deliveryAsks', { instructions: MARK }),
);
const OWN_KEYS: ReadonlySet<string> = new Set([ATTRIBUTE.taxId, ATTRIBUTE.billing]);

type Attribute = WireAttributes[number];

/** What names people on an order, found by our own words, and by theirs. */
export interface Found {
	/** Lines of the note, as they stand there. */
	readonly noteLines: readonly string[];
	readonly attributes: readonly Attribute[];
	readonly lineData: readonly { readonly line: string; readonly data: readonly Attribute[] }[];
	readonly parcels: readonly WirePersonalOrder['fulfillments'][number][];
}

function namesThem({ billingAddress, shippingAddress, email, phone, customAttributes }: WirePersonalOrder): (text: string) => boolean {
	const both = [billingAddress, shippingAddress].filter((address) => address !== null && address !== undefined);
	const own = customAttributes.filter(({ key }) => OWN_KEYS.has(key)).map(({ value }) => value);
	return namesAnyOf({
		words: [
			email,
			...both.flatMap(({ firstName, lastName, company, address1, address2 }) => [
				`${firstName} ${lastName}`,
				`${lastName} ${firstName}`,
				company,
				address1,
				address2,
			]),
			...own,
		],
		phones: [phone, ...both.map((address) => address.phone)],
		deleted: DELETED,
	});
}

export function find(order: WirePersonalOrder): Found {
	const isTheirs = namesThem(order);
	const numbers = order.fulfillments.flatMap(({ trackingInfo }) => trackingInfo.flatMap(({ number, url }) => [number, url]));
	const isPersonal = ({ key, value }: Attribute): boolean =>
		value !== '' && (OWN_KEYS.has(key) || KEYS.some((opening) => key.startsWith(opening)) || isTheirs(value));
	return {
		noteLines: order.note
			.split('\n')
			.filter(
				(line) =>
					LINES.some((opening) => line.includes(opening)) ||
					isTheirs(line) ||
					numbers.some((number) => number !== '' && line.includes(number)),
			),
		attributes: order.customAttributes.filter(isPersonal),
		lineData: order.lineItems.flatMap(({ id, customAttributes }) => {
			const data = customAttributes.filter(isPersonal);
			return data.length === 0 ? [] : [{ line: id, data }];
		}),
		parcels: order.fulfillments.filter(({ trackingInfo }) => trackingInfo.some(({ number, url }) => number !== '' || url !== '')),
	};
}

/** Country and region name nobody, and taxes are told by them. */
export const bareAddress = ({ countryCodeV2, provinceCode }: WirePersonalAddress) => ({
	firstName: '',
	lastName: DELETED,
	company: '',
	address1: DELETED,
	address2: '',
	city: DELETED,
	// What is no postcode of the country Shopify may refuse.
	zip: '',
	phone: '',
	...(countryCodeV2 === '' ? {} : { countryCode: countryCodeV2 }),
	...(provinceCode === '' ? {} : { provinceCode }),
});

export function namesSomebody(address: WirePersonalAddress | null | undefined): boolean {
	if (address === null || address === undefined) return false;
	const { firstName, lastName, company, address1, address2, city, zip, phone } = address;
	return [firstName, lastName, company, address1, address2, city, zip, phone].some((text) => text !== '' && text !== DELETED);
}
