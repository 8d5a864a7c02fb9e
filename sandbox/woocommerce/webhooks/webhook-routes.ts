import { randomBytes } from 'node:crypto';
import { dateSchema, forceSchema, numbers, pageOf, pagingSchema, type Parameters } from '../rest/listing';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { Store } from '../store/store';
import { isEmpty, toText } from '../wordpress/php-values';
import { datePair } from '../wordpress/site-time';
import { itemMethods } from '../wordpress/site-urls';
import { isWebhookUrl } from './webhook-address';
import { pingWebhook, saveWebhook } from './webhook-calls';
import { hooksOf, isValidTopic, splitTopic, type WebhookRecord, webhookStatuses } from './webhook-records';

const listSchema: Route['schema'] = {
	...pagingSchema,
	...dateSchema,
	order: { type: 'string', enum: ['asc', 'desc'], default: 'desc' },
	orderby: { type: 'string', enum: ['date', 'id', 'title'], default: 'date' },
	status: { type: 'string', enum: ['all', ...webhookStatuses], default: 'all' },
};
const schema: Route['schema'] = {
	name: { type: 'string' },
	topic: { type: 'string' },
	delivery_url: { type: 'string' },
	secret: { type: 'string' },
	status: { type: 'string', enum: webhookStatuses },
};

/** The secret is never shown. */
export function renderWebhook(store: Store, webhook: WebhookRecord): Record<string, unknown> {
	const { timezone } = store.state.settings;
	return {
		id: webhook.id,
		name: webhook.name,
		status: webhook.status,
		topic: webhook.topic,
		...splitTopic(webhook.topic),
		hooks: hooksOf(webhook.topic),
		delivery_url: webhook.deliveryUrl,
		...datePair('date_created', webhook.createdAt, timezone),
		...datePair('date_modified', webhook.modifiedAt, timezone),
		_links: store.urls.links(`webhooks/${webhook.id}`, 'webhooks', itemMethods),
	};
}

function queryWebhooks(store: Store, parameters: Parameters): readonly WebhookRecord[] {
	const { status, search, orderby, order } = parameters;
	const [include, exclude] = [numbers(parameters['include']), numbers(parameters['exclude'])];
	const found = [...store.state.webhooks.values()].filter(
		(webhook) =>
			(status === 'all' || webhook.status === status) &&
			(include.length === 0 || include.includes(webhook.id)) &&
			!exclude.includes(webhook.id) &&
			(typeof search !== 'string' || webhook.name.toLowerCase().includes(search.toLowerCase())),
	);
	const direction = order === 'asc' ? 1 : -1;
	const key = (webhook: WebhookRecord): number | string =>
		orderby === 'id' ? webhook.id : orderby === 'title' ? webhook.name.toLowerCase() : webhook.createdAt;
	// Within one second the table's own order shows through, whatever the direction.
	return found.sort((left, right) => (key(left) === key(right) ? left.id - right.id : direction * (key(left) < key(right) ? -1 : 1)));
}

function checkTopic(topic: unknown, message: string): string {
	const text = toText(topic);
	if (isValidTopic(text.toLowerCase())) return text;
	throw new RestError(400, 'woocommerce_rest_shop_webhook_invalid_topic', message);
}

function checkUrl(url: unknown): string {
	const text = toText(url);
	if (isWebhookUrl(text)) return text;
	throw new RestError(
		400,
		'woocommerce_rest_shop_webhook_invalid_delivery_url',
		'Webhook delivery URL must be a valid URL starting with http:// or https://.',
	);
}

function webhookOr(store: Store, id: number | undefined, status: 400 | 404): WebhookRecord {
	const webhook = store.state.webhooks.get(id ?? 0);
	if (webhook !== undefined) return webhook;
	throw new RestError(status, 'woocommerce_rest_shop_webhook_invalid_id', status === 404 ? 'Invalid ID.' : 'ID is invalid.');
}

/** The body's status is ignored: a new webhook is active. It is pinged before the answer goes out. */
async function create({ store, input }: Call): Promise<Reply> {
	const topic = checkTopic(input['topic'], 'Webhook topic is required and must be valid.');
	const deliveryUrl = checkUrl(input['delivery_url']);
	const at = store.now();
	const webhook: WebhookRecord = {
		id: store.state.sequences.next('webhook'),
		name: toText(input['name']) || `Webhook created on ${new Date(at).toUTCString()}`,
		status: 'active',
		topic,
		deliveryUrl,
		secret: toText(input['secret']) || randomBytes(25).toString('hex'),
		createdAt: at,
		modifiedAt: null,
		failures: 0,
		owner: 'manager',
		pingPending: true,
	};
	store.state.webhooks.set(webhook.id, webhook);
	const answer = created(renderWebhook(store, webhook), store.urls.rest(`webhooks/${webhook.id}`));
	await pingWebhook(store, webhook);
	return answer;
}

/** Setting the status to active does not forgive failures: the next one switches off again. */
async function update({ store, ids, input }: Call): Promise<Reply> {
	const webhook = webhookOr(store, ids[0], 400);
	const topic = isEmpty(input['topic']) ? webhook.topic : checkTopic(input['topic'], 'Webhook topic must be valid.');
	const deliveryUrl = isEmpty(input['delivery_url']) ? webhook.deliveryUrl : checkUrl(input['delivery_url']);
	const hasNewAddress = deliveryUrl !== webhook.deliveryUrl;
	webhook.topic = topic;
	webhook.deliveryUrl = deliveryUrl;
	webhook.secret = toText(input['secret']) || webhook.secret;
	webhook.name = toText(input['name']) || webhook.name;
	webhook.status = webhookStatuses.find((status) => status === input['status']) ?? webhook.status;
	await saveWebhook(store, webhook, hasNewAddress);
	return ok(renderWebhook(store, webhook));
}

function remove({ store, ids, input }: Call): Reply {
	if (input['force'] !== true) throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.');
	const webhook = webhookOr(store, ids[0], 404);
	store.state.webhooks.delete(webhook.id);
	return ok(renderWebhook(store, webhook));
}

export const webhookRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: 'webhooks',
		operation: 'listWebhooks',
		access: 'list',
		schema: listSchema,
		handle: ({ store, input }) => listReply(pageOf(queryWebhooks(store, input), input), (webhook) => renderWebhook(store, webhook)),
	},
	{ method: 'POST', pattern: 'webhooks', operation: 'createWebhook', access: 'create', schema, handle: create },
	{
		method: 'GET',
		pattern: 'webhooks/#',
		operation: 'getWebhook',
		access: 'view',
		handle: ({ store, ids }) => ok(renderWebhook(store, webhookOr(store, ids[0], 404))),
	},
	{ method: 'PUT', pattern: 'webhooks/#', operation: 'updateWebhook', access: 'edit', schema, handle: update },
	{
		method: 'DELETE',
		pattern: 'webhooks/#',
		operation: 'deleteWebhook',
		access: 'delete',
		schema: forceSchema,
		handle: remove,
	},
];
