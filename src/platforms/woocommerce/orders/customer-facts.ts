import type { Order } from '../../../domain/order';
import type { WooCommerceClient } from '../client';
import { readList } from '../wire/fields';
import { gmtIn, naiveGmt } from '../wire/gmt';
import { isRecord, numberIn } from '../wire/php';
import { orderId } from './order-id';

/** Newest first: of somebody who pays for none of the last ones, a person should know. */
const MOST = 20;

const emailOf = (order: Readonly<Record<string, unknown>>): unknown => (isRecord(order['billing']) ? order['billing']['email'] : undefined);

/** Whether the customer has paid another order before this one: by the account, of guests by their mail address. One request. */
export async function paidBefore(client: WooCommerceClient, { id, customer, purchasedAt }: Order): Promise<boolean> {
	const email = customer?.email?.trim().toLowerCase();
	const account = customer?.registered === true ? customer.id : undefined;
	if (account === undefined && email === undefined) return false;
	const whose = account === undefined ? { search: email ?? '' } : { customer: account };
	const { body } = await client.get('orders', {
		...whose,
		status: 'any',
		before: naiveGmt(Date.parse(purchasedAt)),
		dates_are_gmt: 'true',
		orderby: 'date',
		order: 'desc',
		per_page: MOST,
		_fields: 'id,date_paid_gmt,billing',
	});
	return client
		.read('orders', () => readList(body))
		.some((order) => {
			if (!isRecord(order) || String(numberIn(order['id'])) === orderId(id) || gmtIn(order['date_paid_gmt']) === undefined) return false;
			// The search finds parts of addresses too.
			return account !== undefined || String(emailOf(order)).trim().toLowerCase() === email;
		});
}

/** The mail address of an account. One request. */
export async function accountEmail(client: WooCommerceClient, customerId: string): Promise<string | undefined> {
	const answer = await client.find(`customers/${orderId(customerId)}`, { _fields: 'email' });
	const email = isRecord(answer?.body) ? answer.body['email'] : undefined;
	return typeof email === 'string' && email !== '' ? email : undefined;
}
