import { namesAnyOf } from '../../../domain/named-people';
import { ORDER_META } from '../constants';
import { metaValue } from '../wire/meta';
import type { WirePersonalOrder } from '../wire/personal-order';
import { DELETED } from './addresses';

/** Answers whether a text names the people of this order: by name, street, telephone, e-mail address or tax number. */
export function namesThem({
	billing,
	shipping,
	meta,
}: Pick<WirePersonalOrder, 'billing' | 'shipping' | 'meta'>): (text: string) => boolean {
	const both = [billing, shipping];
	const own = [ORDER_META.buyerEmail, ORDER_META.buyerTaxId, ORDER_META.vatNumber, ORDER_META.deliveryInstructions];
	return namesAnyOf({
		words: [
			...both.flatMap((address) => [
				`${address['first_name'] ?? ''} ${address['last_name'] ?? ''}`,
				`${address['last_name'] ?? ''} ${address['first_name'] ?? ''}`,
				...['company', 'address_1', 'address_2', 'email'].map((field) => address[field] ?? ''),
			]),
			...own.map((key) => metaValue(meta, key) ?? ''),
		],
		phones: both.map((address) => address['phone'] ?? ''),
		deleted: DELETED,
	});
}
