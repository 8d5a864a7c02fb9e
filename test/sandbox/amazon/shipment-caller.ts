import type { SandboxOptions } from '../../../sandbox/index';
import type { Order } from '../../../sandbox/amazon/orders/order-wire';
import type { WireFeed } from '../../../sandbox/amazon/feeds/feed-answers';
import type { ShipmentTruth } from '../../../sandbox/amazon/shipments/shipment-truth';
import { callAmazon, euHost, minute, type AmazonCaller } from './caller';

const germany = 'A1PA6795UKMFR9';
const feedsPath = '/feeds/2021-06-30';

/** An answer of an operation that has no body where it went well. */
export interface Answered {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** The first error's. */
	readonly code?: string;
	readonly message?: string;
	readonly text: string;
}

export interface ShipmentCaller extends AmazonCaller {
	/** An unshipped order of the merchant, placed a day ago; its items are `<id>-001` and so on only by position: ask the order. */
	place(orderId: string, more?: object): Order;
	confirm(orderId: string, detail?: object, payload?: object): Promise<Answered>;
	order(orderId: string): Order;
	truth(orderId: string): ShipmentTruth;
	control(action: string, body?: object): Promise<unknown>;
	damageKinds(): readonly string[];
	/** Makes a document of it and submits it. @returns the feed's id, or the refusal */
	hand(feedType: string, document: string): Promise<{ feedId?: string; status: number }>;
	feed(feedId: string): Promise<WireFeed>;
	report(feedId: string): Promise<string>;
	/** Hands it in, lets its time pass, and reads the report. */
	processed(feedType: string, document: string): Promise<string>;
}

export const fulfillment = (orderId: string, inner = '', date = '2026-11-21T10:00:00Z'): string =>
	`<OrderFulfillment><AmazonOrderID>${orderId}</AmazonOrderID><FulfillmentDate>${date}</FulfillmentDate>${inner}</OrderFulfillment>`;

export const data = (trackingNumber: string, carrier = '<CarrierCode>DHL</CarrierCode>'): string =>
	`<FulfillmentData>${carrier}<ShippingMethod>Paket</ShippingMethod><ShipperTrackingNumber>${trackingNumber}</ShipperTrackingNumber></FulfillmentData>`;

export const item = (code: string, quantity: number): string =>
	`<Item><AmazonOrderItemCode>${code}</AmazonOrderItemCode><Quantity>${quantity}</Quantity></Item>`;

export const envelope = (type: string, messages: readonly string[], merchant = 'A1SANDBOXEU'): string =>
	`<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
<Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>${merchant}</MerchantIdentifier></Header>
<MessageType>${type}</MessageType>
${messages.map((message, index) => `<Message><MessageID>${index + 1}</MessageID>${message}</Message>`).join('\n')}
</AmazonEnvelope>`;

export const fulfillments = 'POST_ORDER_FULFILLMENT_DATA';
export const acknowledgements = 'POST_ORDER_ACKNOWLEDGEMENT_DATA';

export async function callShipments(options: SandboxOptions = {}): Promise<ShipmentCaller> {
	const amazon = await callAmazon(options);
	const { sandbox } = amazon;
	const send = async (method: string, path: string, body?: unknown) => {
		const { body: login } = await amazon.logIn();
		const headers = { host: euHost, 'content-type': 'application/json', 'x-amz-access-token': login.access_token ?? '' };
		const answer = await sandbox.request('amazon', { method, url: path, headers, ...(body === undefined ? {} : { body }) });
		return { status: answer.status, headers: answer.headers, text: answer.body.toString('utf8') };
	};

	const caller: ShipmentCaller = {
		...amazon,
		place: (orderId, more = {}) =>
			sandbox.amazon.orders.create({
				orderId,
				createdMs: sandbox.clock.now() - 86_400_000,
				items: [
					{ sku: 'A', quantity: 2, unitPrice: '10.00' },
					{ sku: 'B', quantity: 1, unitPrice: '5.00' },
				],
				...more,
			}),
		async confirm(orderId, detail = {}, payload = {}) {
			const items = sandbox.amazon.book.find('A1SANDBOXEU', orderId)?.load().orderItems ?? [];
			const answer = await send('POST', `/orders/v0/orders/${encodeURIComponent(orderId)}/shipmentConfirmation`, {
				marketplaceId: germany,
				packageDetail: {
					packageReferenceId: '1',
					carrierCode: 'DHL',
					shippingMethod: 'DHL Paket',
					trackingNumber: '00340434161094000001',
					shipDate: new Date(sandbox.clock.now() - minute).toISOString(),
					orderItems: items.map(({ orderItemId, quantityOrdered }) => ({ orderItemId, quantity: quantityOrdered })),
					...detail,
				},
				...payload,
			});
			const [error] = answer.text === '' ? [] : (JSON.parse(answer.text) as { errors: { code: string; message: string }[] }).errors;
			return { ...answer, ...(error === undefined ? {} : { code: error.code, message: error.message }) };
		},
		order: (orderId) => sandbox.amazon.orders.get(orderId),
		truth: (orderId) => sandbox.amazon.shipments.truth(orderId)[0] as ShipmentTruth,
		control: async (action, body = {}) => await sandbox.amazon.control(action, body),
		damageKinds: () => (sandbox.damage()['amazon'] ?? []).map(({ kind }) => kind),
		async hand(feedType, document) {
			const contentType = 'text/xml; charset=UTF-8';
			const made = await send('POST', `${feedsPath}/documents`, { contentType });
			const { feedDocumentId, url } = JSON.parse(made.text) as { feedDocumentId: string; url: string };
			const { host, pathname, search } = new URL(url);
			await sandbox.request('amazon', {
				method: 'PUT',
				url: `${pathname}${search}`,
				headers: { host, 'content-type': contentType },
				body: document,
			});
			const answer = await send('POST', `${feedsPath}/feeds`, {
				feedType,
				marketplaceIds: [germany],
				inputFeedDocumentId: feedDocumentId,
			});
			return { ...(JSON.parse(answer.text) as { feedId?: string }), status: answer.status };
		},
		feed: async (feedId) => JSON.parse((await send('GET', `${feedsPath}/feeds/${feedId}`)).text) as WireFeed,
		async report(feedId) {
			const { resultFeedDocumentId = '' } = await caller.feed(feedId);
			const { text } = await send('GET', `${feedsPath}/documents/${encodeURIComponent(resultFeedDocumentId)}`);
			const { host, pathname, search } = new URL((JSON.parse(text) as { url: string }).url);
			const answer = await sandbox.request('amazon', { method: 'GET', url: `${pathname}${search}`, headers: { host } });
			return answer.body.toString('utf8');
		},
		async processed(feedType, document) {
			const { feedId = '' } = await caller.hand(feedType, document);
			sandbox.clock.advance(6 * minute);
			return await caller.report(feedId);
		},
	};
	return caller;
}

/** Each result in one line: message, kind, number. */
export const resultsOf = (report: string): readonly string[] =>
	[...report.matchAll(/<Result>([\s\S]*?)<\/Result>/g)].map(([, result = '']) =>
		['MessageID', 'ResultCode', 'ResultMessageCode'].map((name) => new RegExp(`<${name}>(.*?)</${name}>`).exec(result)?.[1]).join(' '),
	);

export const countsOf = (report: string): readonly number[] =>
	['MessagesProcessed', 'MessagesSuccessful', 'MessagesWithError', 'MessagesWithWarning'].map((name) =>
		Number(new RegExp(`<${name}>(\\d+)</${name}>`).exec(report)?.[1]),
	);

/** With the order 902-1, placed a day ago. */
export async function withOrder(more: object = {}): Promise<ShipmentCaller> {
	const amazon = await callShipments();
	amazon.place('902-1', more);
	return amazon;
}

export const codesOf = (amazon: ShipmentCaller, orderId = '902-1'): readonly string[] =>
	amazon.order(orderId).orderItems.map(({ orderItemId }) => orderItemId);

export const sendFulfillments = async (amazon: ShipmentCaller, ...messages: readonly string[]): Promise<string> =>
	await amazon.processed(fulfillments, envelope('OrderFulfillment', messages));

/** A report without what differs from one to the next. */
export const formOf = (report: string): string =>
	report
		.replace(/<(DocumentTransactionID|MerchantIdentifier)>[^<]*</g, '<$1><')
		.replace(/line \d+, column \d+/, 'line 0, column 0')
		.trim();
