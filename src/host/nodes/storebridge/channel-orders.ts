import { CHANNEL_WITH_ORDERS } from '../../platforms/roles';
import { CATALOG_BUDGET_MS } from '../../registered-marketplaces';
import type { ActionRun } from '../../action';
import type { Orders } from './orders';

/** Orders of a channel, right now. */
export async function channelOrdersOf({ context, connect }: ActionRun): Promise<Orders> {
	const { orderSource } = await connect(CHANNEL_WITH_ORDERS, CATALOG_BUDGET_MS);
	const wish = (input: number) => ({ personalData: context.getNodeParameter('personalData', input, false) === true });
	return {
		get: async (orderId, input) => await orderSource.get(orderId, wish(input)),
		since: async function* (from, input) {
			const by = context.getNodeParameter('sinceBy', input, 'updated') === 'purchased' ? 'purchased' : 'updated';
			const search = { by, from, ...wish(input) } as const;
			let next: string | undefined;
			do {
				const page = await orderSource.search({ ...search, ...(next === undefined ? {} : { page: next }) });
				yield page;
				next = page.nextPage;
			} while (next !== undefined);
		},
	};
}
