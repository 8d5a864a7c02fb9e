import { PlatformError } from '../../../domain/platform-error';
import type { WooCommerceClient } from '../client';
import { STATUS } from '../constants';
import { isStandIn } from '../order-sink/customers';
import { readAccount } from '../wire/customer';
import { readList } from '../wire/fields';

/** `ours`: made by us for buyers of a channel, and nothing else is left of them in the store. */
type Account = 'ours' | 'others' | 'none';

/**
 * Whose account an order stands under. One that we made is known by its address that reaches nobody; whoever has another order,
 * of the shop or one that is not due yet, keeps it.
 */
export async function accountOfBuyer(client: WooCommerceClient, customerId: number, besides: readonly number[]): Promise<Account> {
	if (customerId === 0) return 'none';
	const path = `customers/${customerId}`;
	const answer = await client.find(path, { _fields: 'id,email' });
	if (answer === undefined) return 'none';
	const account = client.read(path, () => readAccount(answer.body));
	if (account.email === undefined || !isStandIn(account.email)) return 'others';
	for (const status of ['any', STATUS.trash]) {
		const query = { customer: customerId, status, exclude: besides.join(), per_page: 1, _fields: 'id' };
		const { body } = await client.get('orders', query);
		if (client.read('orders', () => readList(body)).length > 0) return 'others';
	}
	return 'ours';
}

/**
 * Removes the account: its name on the site cannot be emptied over the API. False where the key may not (a shop manager's
 * does not remove users).
 */
export async function removeAccount(client: WooCommerceClient, customerId: number): Promise<boolean> {
	try {
		await client.remove(`customers/${customerId}`, { force: 'true' });
		return true;
	} catch (error) {
		if (error instanceof PlatformError && (error.details.status === 401 || error.details.status === 403)) return false;
		throw error;
	}
}
