import { ORDER_META } from '../constants';
import { metaValue } from '../wire/meta';
import type { WirePersonalOrder } from '../wire/personal-order';
import { DELETED } from './addresses';

/** Shorter ones stand in other words, too. */
const SHORTEST = 5;
/** Numbers of telephones are written in many ways: by their digits. */
const SHORTEST_PHONE = 7;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** Answers whether a text names the people of this order: by name, street, telephone, e-mail address or tax number. */
export function namesThem({
	billing,
	shipping,
	meta,
}: Pick<WirePersonalOrder, 'billing' | 'shipping' | 'meta'>): (text: string) => boolean {
	const both = [billing, shipping];
	const own = [ORDER_META.buyerEmail, ORDER_META.buyerTaxId, ORDER_META.vatNumber, ORDER_META.deliveryInstructions];
	const words = [
		...both.flatMap((address) => [
			`${address['first_name'] ?? ''} ${address['last_name'] ?? ''}`,
			`${address['last_name'] ?? ''} ${address['first_name'] ?? ''}`,
			...['company', 'address_1', 'address_2', 'email'].map((field) => address[field] ?? ''),
		]),
		...own.map((key) => metaValue(meta, key) ?? ''),
	]
		.map(plain)
		.filter((word) => word.length >= SHORTEST && !word.includes(DELETED));
	const phones = both
		.map((address) => digitsOf(address['phone'] ?? ''))
		.filter((digits) => digits.length >= SHORTEST_PHONE && /[1-9]/.test(digits));
	return (text) => {
		const read = plain(text);
		if (words.some((word) => read.includes(word))) return true;
		const digits = phones.length === 0 ? '' : digitsOf(text);
		return phones.some((phone) => digits.includes(phone));
	};
}
