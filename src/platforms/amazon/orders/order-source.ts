import { breathe } from '../../../domain/breathe';
import type { Order } from '../../../domain/order';
import { PlatformError } from '../../../domain/platform-error';
import type { OrderPage, OrderSearch, OrderSource, ReadOptions, UnreadableOrder } from '../../../ports/order-source';
import type { AmazonClient } from '../client';
import { accountOf, type AmazonConnection } from '../connection';
import { PAGE_SIZE, SEARCH_RESERVE } from '../constants';
import { amazonError } from '../errors';
import type { AmazonAnswer } from '../http/answer';
import { rawWithoutPersonalData } from './raw';
import { toCanonical } from './to-canonical';
import { UnreadableOrderContent } from './to-money';
import { describeIssues } from '../fields';
import { wireGetOrder, wireOrder, wireOrderName, wirePage } from './wire';

export interface AmazonOrderSourceOptions {
	readonly connection: AmazonConnection;
	/** Made when first needed; throws PlatformError `configuration` when it cannot be made. */
	readonly client: () => AmazonClient;
}

/** Parts of orders that are asked for. Not asked: EXPENSE (points), PAYMENT (card data), FULFILLMENT_ORDERS (Easy Ship). */
const ALWAYS = ['PROCEEDS', 'PROMOTION', 'CANCELLATION', 'FULFILLMENT', 'PACKAGES', 'TAX'] as const;
const PERSONAL = ['BUYER', 'RECIPIENT'] as const;
/** Not UNFULFILLABLE: that never leaves. */
const OPEN = {
	fulfillmentStatuses: ['PENDING_AVAILABILITY', 'PENDING', 'UNSHIPPED', 'PARTIALLY_SHIPPED'],
	fulfilledBy: ['MERCHANT'],
} as const;

const includedData = (personalData: boolean): readonly string[] => (personalData ? [...PERSONAL, ...ALWAYS] : ALWAYS);

/** Amazon leaves the last two minutes out of a search; a minute more for the way of the answer. */
const SETTLING_MS = 180_000;

/** Our page token carries the search's upper bound, which Amazon need not repeat on later pages. */
const encodePage = (upTo: string, token: string): string => `${upTo} ${token}`;

interface Page {
	readonly upTo: string;
	readonly token: string;
}

const pageExpired = (): PlatformError =>
	amazonError('conflict', 'searchOrders', 'the page token is not valid any more', {
		code: 'pageExpired',
		advice: 'Nothing to do: the search starts again.',
	});

function decodePage(page: string | undefined): Page | undefined {
	if (page === undefined) return undefined;
	const at = page.indexOf(' ');
	if (at < 0 || Number.isNaN(Date.parse(page.slice(0, at)))) throw pageExpired();
	return { upTo: page.slice(0, at), token: page.slice(at + 1) };
}

/** Orders of all marketplaces of one seller account, through Orders API 2026-01-01. */
export function createAmazonOrderSource({ connection, client }: AmazonOrderSourceOptions): OrderSource {
	const account = accountOf(connection);

	const read = (wire: unknown, options: ReadOptions): Order => {
		const parsed = wireOrder.safeParse(wire);
		if (!parsed.success) throw new UnreadableOrderContent(describeIssues(parsed.error));
		const order = toCanonical(parsed.data, { account, pricesIncludeVat: connection.pricesIncludeVat, personalData: options.personalData });
		if (options.raw !== true) return order;
		return { ...order, raw: options.personalData ? wire : rawWithoutPersonalData(wire) };
	};

	/** What went wrong with one order; anything unforeseen is named by its kind only, its text may hold data. */
	const textOf = (fault: unknown): string => {
		const what = fault instanceof UnreadableOrderContent ? fault.message : `unexpected ${fault instanceof Error ? fault.name : 'fault'}`;
		return `the order cannot be read: ${what}`;
	};

	const unreadable = (wire: unknown, fault: unknown): UnreadableOrder => {
		const name = wireOrderName.safeParse(wire).data;
		return {
			...(name === undefined ? { orderId: '(without id)', nameless: true as const } : { orderId: name.orderId }),
			...(name?.lastUpdatedTime === undefined ? {} : { updatedAt: new Date(name.lastUpdatedTime).toISOString() }),
			text: `Amazon searchOrders: ${textOf(fault)}`,
		};
	};

	const ask = async (search: OrderSearch, page: Page | undefined): Promise<AmazonAnswer> => {
		const [after, until] = search.by === 'updated' ? ['lastUpdatedAfter', 'lastUpdatedBefore'] : ['createdAfter', 'createdBefore'];
		// The reserve is for the pages of a search that is under way; a new search, and every page of a back-fill, leaves it.
		const reserve = page === undefined || search.by === 'purchased' ? SEARCH_RESERVE : 0;
		try {
			return await client().call({
				operation: 'searchOrders',
				query: {
					[after]: search.from,
					...(search.to === undefined ? {} : { [until]: search.to }),
					...(search.open === true ? OPEN : {}),
					maxResultsPerPage: PAGE_SIZE,
					includedData: includedData(search.personalData),
					...(page === undefined ? {} : { paginationToken: page.token }),
				},
				reserve,
			});
		} catch (error) {
			// The same search was accepted on its first page: what Amazon does not accept now is the token.
			const refused = error instanceof PlatformError && error.details.status === 400;
			throw refused && page !== undefined ? pageExpired() : error;
		}
	};

	return {
		account,

		async search(search: OrderSearch): Promise<OrderPage> {
			const page = decodePage(search.page);
			const answer = await ask(search, page);
			const parsed = wirePage.safeParse(answer.body);
			const broken = (text: string) =>
				amazonError('contract', 'searchOrders', text, answer.requestId === undefined ? {} : { requestId: answer.requestId });
			if (!parsed.success) throw broken(`the answer is not a page of orders: ${describeIssues(parsed.error)}`);
			const told = search.by === 'updated' ? parsed.data.lastUpdatedBefore : parsed.data.createdBefore;
			const byClock = answer.answeredAt === undefined ? undefined : answer.answeredAt - SETTLING_MS;
			const bound = page?.upTo ?? told ?? search.to ?? byClock;
			if (bound === undefined) throw broken('the answer does not say up to when it reaches');
			const upTo = new Date(bound).toISOString();

			const orders: Order[] = [];
			const faults: UnreadableOrder[] = [];
			for (const wire of parsed.data.orders) {
				await breathe();
				try {
					orders.push(read(wire, search));
				} catch (fault) {
					faults.push(unreadable(wire, fault));
				}
			}
			const token = parsed.data.pagination?.nextToken;
			return {
				orders,
				unreadable: faults,
				upTo,
				...(token === undefined || token === '' ? {} : { nextPage: encodePage(upTo, token) }),
			};
		},

		async get(orderId: string, options: ReadOptions): Promise<Order | undefined> {
			try {
				const answer = await client().call({
					operation: 'getOrder',
					path: { orderId },
					query: { includedData: includedData(options.personalData) },
				});
				const parsed = wireGetOrder.safeParse(answer.body);
				if (!parsed.success) throw new UnreadableOrderContent(describeIssues(parsed.error));
				const order = read(parsed.data.order, options);
				if (order.id !== orderId) throw new UnreadableOrderContent('it is another order than the one asked for');
				return order;
			} catch (fault) {
				if (!(fault instanceof PlatformError)) throw amazonError('contract', 'getOrder', textOf(fault));
				if (fault.details.kind === 'notFound') return undefined;
				throw fault;
			}
		},

		async allowance() {
			const [searches, gets] = [await client().level('searchOrders'), await client().level('getOrder')];
			return { searches: Math.max(0, searches - SEARCH_RESERVE), gets };
		},
	};
}
