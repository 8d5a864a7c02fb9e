import type { WirePersonalOrder } from '../wire/personal-order';

/** WordPress's own word for an erased text (`wp_privacy_anonymize_data`). */
export const DELETED = '[deleted]';

/** Not country and region, by which taxes are told: they name nobody. */
const TEXTS = ['first_name', 'last_name', 'company', 'address_1', 'address_2', 'city', 'postcode'] as const;

/** As WooCommerce's own eraser does it: every digit becomes a zero (`anonymize_custom_data_types` in class-wc-privacy.php). */
const withoutDigits = (phone: string): string => phone.replaceAll(/\d/g, '0');

interface FieldWrite {
	readonly key: string;
	readonly value: string;
}

/**
 * The fields of both addresses as they stand when nobody is named any more, those that differ. Written by their internal meta
 * keys, which set the field itself: an address that is written as such makes the store compute the whole order anew, by the
 * taxes of today (`save_object` in class-wc-rest-orders-controller.php, `update_meta_data` in abstract-wc-data.php). The e-mail
 * address becomes empty, not `deleted@site.invalid`: the store mails whatever stands there.
 */
export function addressWrites({ billing, shipping }: Pick<WirePersonalOrder, 'billing' | 'shipping'>): readonly FieldWrite[] {
	return (['billing', 'shipping'] as const).flatMap((kind) => {
		const address = kind === 'billing' ? billing : shipping;
		const texts = TEXTS.map((field): [string, string] => [field, (address[field] ?? '') === '' ? '' : DELETED]);
		const wanted: readonly (readonly [string, string])[] = [
			...texts,
			['phone', withoutDigits(address['phone'] ?? '')],
			...(kind === 'billing' ? [['email', ''] as const] : []),
		];
		return wanted.flatMap(([field, value]) => ((address[field] ?? '') === value ? [] : [{ key: `_${kind}_${field}`, value }]));
	});
}
