import type { Order } from '../../sandbox/amazon/orders/order-wire';
import type { AmazonConnection } from '../../src/platforms/amazon';

/** Lines, buyer, address and amounts come with the list: a call for a hundred orders. */
export const INCLUDED = 'BUYER,RECIPIENT,PROCEEDS,FULFILLMENT';

/** The calls of n8n's HTTP Request node with its pagination on, made without n8n: a list, page by page, with all that it may hold. */
export async function readByOwnNodes(connection: AmazonConnection, since: string): Promise<readonly Order[]> {
	const endpoint = connection.endpoint ?? '';
	const token = await accessToken(connection, endpoint);
	const orders: Order[] = [];
	let page: string | undefined;
	do {
		const query = new URLSearchParams({
			lastUpdatedAfter: since,
			includedData: INCLUDED,
			maxResultsPerPage: '100',
			...(page === undefined ? {} : { paginationToken: page }),
		});
		const answer = await fetch(`${endpoint}/orders/2026-01-01/orders?${query.toString()}`, { headers: { 'x-amz-access-token': token } });
		if (!answer.ok) throw new Error(`Amazon answered ${answer.status}`);
		const list = (await answer.json()) as { orders: readonly Order[]; pagination?: { nextToken?: string } };
		orders.push(...list.orders);
		page = list.pagination?.nextToken;
	} while (page !== undefined);
	return orders;
}

/** As the credential gets it. */
export async function accessToken({ clientId, clientSecret, refreshToken }: AmazonConnection, endpoint: string): Promise<string> {
	const answer = await fetch(`${endpoint}/auth/o2/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'refresh_token',
			refresh_token: refreshToken,
			client_id: clientId,
			client_secret: clientSecret,
		}),
	});
	const { access_token: token } = (await answer.json()) as { access_token?: string };
	if (token === undefined) throw new Error(`Amazon gave no token (${answer.status})`);
	return token;
}
