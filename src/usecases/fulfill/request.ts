import type { FulfillmentLine, FulfillmentRequest, ShippingSpeed } from '../../domain/fulfillment';
import type { StoreOrder } from '../../ports/store-orders';
import type { FulfillSettings } from './deps';

/** Never faster than the merchant said: what no line of the mapping names is standard. */
function speedOf({ shippingMethod }: StoreOrder, speeds: FulfillSettings['speeds']): ShippingSpeed {
	if (shippingMethod === undefined) return 'standard';
	const { id, title } = shippingMethod;
	const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
	// The narrowest name wins: the very method, then its name, then its kind.
	const names = [id, title, id.split(':')[0] ?? id];
	for (const name of names) {
		const mapped = speeds.find(({ method }) => method.trim() !== '' && same(method, name));
		if (mapped !== undefined) return mapped.speed;
	}
	return 'standard';
}

const MOST_PRINTED = 40;

/** An order number as every warehouse prints it: Latin letters, no two spaces in a row; undefined where it cannot be. */
function printable(number: string): string | undefined {
	const plain = number.trim().replace(/\s+/g, ' ');
	return plain !== '' && plain.length <= MOST_PRINTED && /^[\x20-\x7e\xa1-\xff]+$/.test(plain) ? plain : undefined;
}

export function requestOf(
	stored: StoreOrder,
	id: string,
	lines: readonly FulfillmentLine[],
	settings: FulfillSettings,
	comment?: string,
): FulfillmentRequest {
	const { order } = stored;
	const email = order.customer?.email;
	return {
		id,
		displayId: printable(order.number) ?? order.id,
		displayAt: order.purchasedAt,
		...(comment === undefined || comment.trim() === '' ? {} : { comment: comment.trim() }),
		address: order.shipping ?? {},
		lines,
		speed: speedOf(stored, settings.speeds),
		policy: settings.policy,
		hold: settings.hold,
		blankBox: settings.blankBox,
		blockAmazonLogistics: settings.blockAmazonLogistics,
		...(settings.marketplace === undefined ? {} : { marketplace: settings.marketplace }),
		notify: settings.notifyCustomer && email !== undefined ? [email] : [],
	};
}
