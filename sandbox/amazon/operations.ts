import type { Clock, SandboxRequest, SandboxResponse } from '../kernel/contract';
import type { Authorization } from './access/accounts';
import { accountOf, participationsOf } from './access/sellers';
import type { AmazonOperation } from './access/usage-plans';
import { inventorySummaries } from './inventory/fba-inventory';
import type { McfDesk } from './mcf/mcf-desk';
import type { OrderBook } from './orders/order-book';
import { createOutbound2020 } from './outbound/outbound-2020';
import { createOutbound2026 } from './outbound/outbound-2026';
import { getOrder, searchOrders } from './search/order-reading';

type OperationHandler = (request: SandboxRequest, authorization: Authorization, name: string, secondName: string) => SandboxResponse;

const ok = (body: object): SandboxResponse => ({ status: 200, body });

/** What each operation answers whoever may use it. */
export function createOperations(book: OrderBook, mcf: McfDesk, clock: Clock): Readonly<Record<AmazonOperation, OperationHandler>> {
	const outbound2020 = createOutbound2020(mcf);
	const outbound2026 = createOutbound2026(mcf);
	return {
		getMarketplaceParticipations: (_request, { seller }) => ok({ payload: participationsOf(seller) }),
		getAccount: (_request, { seller }) => ok({ payload: accountOf(seller) }),
		searchOrders: (request, authorization) => ok(searchOrders(book, clock.now(), request, authorization)),
		getOrder: (request, authorization, orderId) => ok(getOrder(book, clock.now(), request, authorization, orderId)),
		getInventorySummaries: ({ query }, { seller }) => ok(inventorySummaries(query, seller, mcf.stock, clock.now())),
		getFulfillmentPreview: (request, { seller }) => ok(outbound2020.preview(request, seller, clock.now())),
		listAllFulfillmentOrders: (request, { seller }) => ok(outbound2020.list(request, seller, clock.now())),
		createFulfillmentOrder: (request, { seller }) => ok(outbound2020.create(request, seller)),
		getFulfillmentOrder: (_request, { seller }, id) => ok(outbound2020.get(seller, id)),
		updateFulfillmentOrder: (request, { seller }, id) => ok(outbound2020.update(request, seller, id)),
		cancelFulfillmentOrder: (_request, { seller }, id) => ok(outbound2020.cancel(seller, id)),
		getPackageTrackingDetails: (request, { seller }) => ok(outbound2020.tracking(request, seller)),
		getFeatures: (request, { seller }) => ok(outbound2020.features(request, seller)),
		getFeatureInventory: (request, { seller }, feature) => ok(outbound2020.featureInventory(request, seller, feature)),
		getFeatureSKU: (request, { seller }, feature, sku) => ok(outbound2020.featureSku(request, seller, feature, sku)),
		'outbound.getOrderPreview': (request, { seller }) => outbound2026.preview(request, seller, clock.now()),
		'outbound.createOrder': (request, { seller }) => outbound2026.create(request, seller, clock.now()),
		'outbound.listOrders': (request, { seller }) => outbound2026.list(request, seller, clock.now()),
		'outbound.getOrder': (request, { seller }, id) => outbound2026.get(request, seller, id),
		'outbound.updateOrder': (request, { seller }, id) => outbound2026.update(request, seller, id),
		'outbound.cancelOrder': (_request, { seller }, id) => outbound2026.cancel(seller, id),
	};
}
