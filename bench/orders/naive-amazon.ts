import type { Order } from '../../sandbox/amazon/orders/order-wire';
import type { AmazonConnection } from '../../src/platforms/amazon';
import type { Clock } from '../../src/ports/clock';

interface Plan {
	readonly rate: number;
	readonly burst: number;
}

/** Amazon's published plans. */
const PLANS = { search: { rate: 0.0056, burst: 20 }, get: { rate: 0.5, burst: 30 } } as const;
const PERSONAL_AND_MONEY = 'BUYER,RECIPIENT,PROCEEDS,PROMOTION,FULFILLMENT';

/** Waits before a call so that the plan is kept: the usual way that never sees a 429. */
class Pacing {
	private tokens: number;
	private at: number;

	constructor(
		private readonly plan: Plan,
		private readonly clock: Clock,
	) {
		this.tokens = plan.burst;
		this.at = clock.now();
	}

	async take(): Promise<void> {
		this.refill();
		// A millisecond more than exactly, so that rounding does not cost a refused call.
		if (this.tokens < 1) await this.clock.sleep(Math.ceil(((1 - this.tokens) / this.plan.rate) * 1000) + 1);
		this.refill();
		this.tokens -= 1;
	}

	private refill(): void {
		const now = this.clock.now();
		this.tokens = Math.min(this.plan.burst, this.tokens + ((now - this.at) / 1000) * this.plan.rate);
		this.at = now;
	}
}

/**
 * The usual way to read orders: a list, page by page, and each order of it singly.
 * @param planFactor what the sandbox multiplies its plans by
 */
export async function readOrdersNaively(
	connection: AmazonConnection,
	clock: Clock,
	since: string,
	planFactor = 1,
): Promise<readonly Order[]> {
	const endpoint = connection.endpoint ?? '';
	const paced = ({ rate, burst }: Plan): Pacing => new Pacing({ rate: rate * planFactor, burst }, clock);
	const [searching, getting] = [paced(PLANS.search), paced(PLANS.get)];
	const token = await accessToken(connection, endpoint);
	const ask = async <T>(path: string, query: Readonly<Record<string, string>>): Promise<T> => {
		const answer = await fetch(`${endpoint}/orders/2026-01-01/orders${path}?${new URLSearchParams(query).toString()}`, {
			headers: { 'x-amz-access-token': token },
		});
		if (!answer.ok) throw new Error(`Amazon answered ${answer.status}`);
		return (await answer.json()) as T;
	};

	const orders: Order[] = [];
	let page: string | undefined;
	do {
		await searching.take();
		const list = await ask<{ orders: readonly Order[]; pagination?: { nextToken?: string } }>('', {
			lastUpdatedAfter: since,
			maxResultsPerPage: '100',
			...(page === undefined ? {} : { paginationToken: page }),
		});
		for (const { orderId } of list.orders) {
			await getting.take();
			orders.push((await ask<{ order: Order }>(`/${orderId}`, { includedData: PERSONAL_AND_MONEY })).order);
		}
		page = list.pagination?.nextToken;
	} while (page !== undefined);
	return orders;
}

async function accessToken({ clientId, clientSecret, refreshToken }: AmazonConnection, endpoint: string): Promise<string> {
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
