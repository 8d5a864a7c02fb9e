import type { McfApi } from '../../src/platforms/amazon';
import { line, request } from '../platforms/amazon/fulfillment/requests';
import { ANSWERS } from './injected-faults';
import { brought, one, second, type InjectedRead, type Outcome } from './injection';
import type { InjectedAmazon } from './injected-amazon';

const ALL = { personalData: true } as const;
/** Where the account of the sandbox sells. */
const MARKETPLACES = ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH', 'APJ6JRA9NG5V4'];

/** Every read of an Amazon account, with three records where it reads records. */
export function amazonReads(amazon: InjectedAmazon): readonly InjectedRead[] {
	const { orderIds, fulfillments, packages, skus, since } = amazon;
	const [marketplace = ''] = MARKETPLACES;
	const none = async (work: Promise<unknown>): Promise<Outcome> => {
		await work;
		return brought([]);
	};
	const preview = (api: McfApi) => async (impatient: boolean) =>
		await none(
			amazon
				.connect(impatient)
				.fulfillment(api)
				.preview(request({ lines: [line()] })),
		);

	const reads: readonly Omit<InjectedRead, 'standIn'>[] = [
		{
			operation: 'searchOrders',
			file: 'orders/order-source.ts',
			records: orderIds,
			record: second(orderIds),
			read: async (impatient) => {
				const { orders, unreadable } = await amazon.connect(impatient).orderSource.search({ by: 'updated', from: since, ...ALL });
				// Amazon lists what it ships for other shops as well.
				return {
					came: orders.map(({ id }) => String(id)).filter((id) => !id.startsWith('S')),
					named: unreadable.map(({ orderId }) => orderId),
				};
			},
		},
		{
			operation: 'getOrder',
			file: 'orders/order-source.ts',
			records: orderIds,
			about: { pathPattern: `/orders/${second(orderIds)}$` },
			record: second(orderIds),
			read: async (impatient) => await one(orderIds, async (id) => await amazon.connect(impatient).orderSource.get(id, ALL)),
		},
		{
			operation: 'getMarketplaceParticipations',
			file: 'participations.ts',
			records: MARKETPLACES,
			record: second(MARKETPLACES),
			leavesOut: true,
			read: async (impatient) => {
				const ids = await amazon.connect(impatient).marketplaces();
				return brought(MARKETPLACES.filter((id) => ids.has(id)));
			},
		},
		{
			operation: 'getInventorySummaries',
			file: 'inventory.ts',
			records: skus,
			about: { record: second(skus) },
			record: second(skus),
			leavesOut: true,
			// What is left out counts as unknown to Amazon, which only a refusal says of a SKU.
			ofAll: ANSWERS.map(([name]) => name).filter((name) => name !== 'status 400' && name !== 'status 404'),
			read: async (impatient) => brought([...(await amazon.connect(impatient).inventoryOf(marketplace).summaries(skus)).keys()]),
		},
		{
			operation: 'listAllFulfillmentOrders',
			file: 'fulfillment/protocol-2020.ts',
			records: fulfillments,
			record: second(fulfillments),
			id: 'sellerFulfillmentOrderId',
			read: async (impatient) => await amazon.states('2020-07-01', impatient),
		},
		{
			operation: 'getFulfillmentOrder',
			file: 'fulfillment/protocol-2020.ts',
			records: fulfillments,
			about: { pathPattern: `/fulfillmentOrders/${second(fulfillments)}$` },
			read: async (impatient) => await amazon.states('2020-07-01', impatient),
		},
		{
			operation: 'getPackageTrackingDetails',
			file: 'fulfillment/protocol-2020.ts',
			records: fulfillments,
			about: { record: second(packages) },
			record: second(packages),
			read: async (impatient) => await amazon.states('2020-07-01', impatient),
		},
		{
			operation: 'getShipmentTracking',
			file: 'shipments/tracking.ts',
			// One number a request, and each is told by itself.
			records: [],
			read: async (impatient) => await none(amazon.connect(impatient).shipments.whereIs?.(amazon.number) ?? Promise.resolve()),
		},
		{
			operation: 'listOrders',
			file: 'fulfillment/protocol-2026.ts',
			asked: { operation: 'outbound.listOrders' },
			records: fulfillments,
			record: second(fulfillments),
			id: 'orderId',
			read: async (impatient) => await amazon.states('2026-07-04', impatient),
		},
		{
			operation: 'getOutboundOrder',
			file: 'fulfillment/protocol-2026.ts',
			asked: { operation: 'outbound.getOrder' },
			records: fulfillments,
			about: { pathPattern: `/orders/${second(fulfillments)}$` },
			record: second(fulfillments),
			read: async (impatient) => await one(fulfillments, async (id) => await amazon.connect(impatient).fulfillment('2026-07-04').get(id)),
		},
		{ operation: 'getFulfillmentPreview', file: 'fulfillment/protocol-2020.ts', records: [], read: preview('2020-07-01') },
		{
			operation: 'getOrderPreview',
			file: 'fulfillment/protocol-2026.ts',
			asked: { operation: 'outbound.getOrderPreview' },
			records: [],
			read: preview('2026-07-04'),
		},
		{
			operation: 'searchListingsItems',
			file: 'connection-check.ts',
			asked: { pathPattern: '^/listings/' },
			records: [],
			read: async (impatient) => await none(amazon.connect(impatient).connectionCheck.check()),
		},
		{
			operation: 'searchListingsItems',
			file: 'listings/asking.ts',
			records: amazon.listed,
			record: second(amazon.listed),
			read: async (impatient) => await amazon.details(amazon.listed, 'listing', impatient),
		},
		{
			operation: 'getListingsItem',
			file: 'listings/asking.ts',
			records: amazon.listedAlone,
			about: { pathPattern: `/${encodeURIComponent(second(amazon.listedAlone))}$` },
			read: async (impatient) =>
				await one(amazon.listedAlone, async (sku) => {
					const { came } = await amazon.details([sku], 'listing', impatient);
					return came[0];
				}),
		},
		{
			operation: 'searchCatalogItems',
			file: 'listings/asking.ts',
			records: amazon.listed,
			record: second(amazon.asins),
			read: async (impatient) => await amazon.details(amazon.listed, 'catalog', impatient),
		},
		...(['getReports', 'getReport'] as const).map((operation) => ({
			operation,
			file: 'listings/report-order.ts',
			records: [],
			read: async (impatient: boolean) => await amazon.report(impatient),
		})),
		{
			operation: 'getReportDocument',
			file: 'listings/report-file.ts',
			records: [],
			read: async (impatient) => await amazon.report(impatient),
		},
		{
			operation: 'token',
			file: 'client.ts',
			records: [],
			read: async (impatient) => await none(amazon.connect(impatient).marketplaces()),
		},
	];
	return reads.map((read) => ({ standIn: 'amazon', ...read }));
}
