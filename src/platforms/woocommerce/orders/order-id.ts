import { PlatformError } from '../../../domain/platform-error';
import { PLATFORM } from '../constants';

/** Ids stand in paths: nothing but digits gets there. */
export function orderId(id: string): string {
	if (/^[1-9]\d{0,15}$/.test(id)) return id;
	throw new PlatformError('This is not the id of a WooCommerce order', {
		platform: PLATFORM,
		kind: 'rejected',
		operation: 'orders',
		advice: 'Order ids of WooCommerce are whole numbers.',
	});
}
