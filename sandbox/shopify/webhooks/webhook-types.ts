import { StandInGap } from '../graphql/stand-in-gap';
import { apiVersion } from '../graphql/admin-schema';
import { pageOf } from '../graphql/connections';
import { adminType, dateTime, payloadType, type UserError } from '../graphql/context';
import type { Args } from '../graphql/resolver-types';
import { legacyId } from '../store/gid';
import type { WebhookSubscriptionRecord } from '../store/records';
import type { Shop } from '../store/shop';

interface SubscriptionInput {
	readonly uri?: string | null;
	readonly callbackUrl?: string | null;
	readonly filter?: string | null;
	readonly format?: string | null;
	readonly includeFields?: readonly string[] | null;
	readonly metafieldNamespaces?: readonly string[] | null;
	readonly name?: string | null;
}

const addressField = ['webhookSubscription', 'callbackUrl'];

/** All in recorded words; where a stand-in's own shop is on loopback, `http` and local addresses are taken. */
function problemsOf(shop: Shop, topic: string, input: SubscriptionInput, known?: WebhookSubscriptionRecord): readonly UserError[] {
	const uri = input.uri ?? input.callbackUrl ?? known?.uri ?? '';
	const refuse = (message: string): readonly UserError[] => [{ field: addressField, message }];
	const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(uri) ?? [];
	if (uri.trim() === '') return refuse("Address can't be blank");
	if (scheme === undefined || !URL.canParse(uri)) return refuse('Address is invalid');
	if (scheme !== 'https' && !(scheme === 'http' && shop.webhooks.conduct.allowLocal))
		return refuse(`Address protocol ${scheme}:// is not supported`);
	const { hostname } = new URL(uri);
	if (
		/(^|\.)(myshopify|shopify)\.com$/.test(hostname) ||
		(!shop.webhooks.conduct.allowLocal && /^(localhost|127\.|10\.|192\.168\.)/.test(hostname))
	)
		return refuse('Address cannot be a Shopify or an internal domain');
	const others = [...shop.state.webhooks.values()].filter((other) => other !== known);
	if (others.some((other) => other.topic === topic && other.uri === uri && other.filter === (input.filter ?? known?.filter ?? '')))
		return refuse('Address for this topic has already been taken');
	const { name } = input;
	if (typeof name !== 'string') return [];
	if (!/^[\w-]{1,50}$/.test(name))
		return [
			{
				field: ['webhookSubscription', 'name'],
				message: 'Name name field can only contain alphanumeric characters, underscores, and hyphens',
			},
		];
	return others.some((other) => other.name === name)
		? [{ field: ['webhookSubscription', 'name'], message: 'Name already exists, no duplicate allowed' }]
		: [];
}

function apply(shop: Shop, record: WebhookSubscriptionRecord, input: SubscriptionInput): void {
	record.uri = input.uri ?? input.callbackUrl ?? record.uri;
	record.format = input.format ?? record.format;
	record.filter = input.filter ?? record.filter;
	record.includeFields = input.includeFields ?? record.includeFields;
	record.metafieldNamespaces = input.metafieldNamespaces ?? record.metafieldNamespaces;
	record.name = input.name ?? record.name;
	record.updatedAt = shop.now();
}

function create(shop: Shop, clientId: string, topic: string, input: SubscriptionInput): unknown {
	if ((input.filter ?? '') !== '') throw new StandInGap('filters of webhooks');
	const userErrors = problemsOf(shop, topic, input);
	if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
	const record: WebhookSubscriptionRecord = {
		id: shop.nextId('WebhookSubscription'),
		topic,
		uri: '',
		format: 'JSON',
		filter: '',
		includeFields: [],
		metafieldNamespaces: [],
		name: null,
		failures: 0,
		clientId,
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
	apply(shop, record, input);
	shop.state.webhooks.set(record.id, record);
	return { webhookSubscription: record, userErrors: [] };
}

function listed(shop: Shop, clientId: string, args: Args): readonly WebhookSubscriptionRecord[] {
	const { topics, uri, format } = args as { topics?: readonly string[] | null; uri?: string | null; format?: string | null };
	if (typeof args['query'] === 'string') throw new StandInGap('search of webhookSubscriptions');
	return [...shop.state.webhooks.values()].filter(
		(one) =>
			one.clientId === clientId &&
			(topics === undefined || topics === null || topics.length === 0 || topics.includes(one.topic)) &&
			(typeof uri !== 'string' || one.uri === uri) &&
			(typeof format !== 'string' || one.format === format),
	);
}

export const webhookTypes = [
	adminType<WebhookSubscriptionRecord>('WebhookSubscription', {
		own: ['id', 'topic', 'uri', 'format', 'filter', 'includeFields', 'metafieldNamespaces', 'name'],
		fields: {
			legacyResourceId: ({ id }) => legacyId(id),
			callbackUrl: ({ uri }) => uri,
			endpoint: ({ uri }) => ({ __typename: 'WebhookHttpEndpoint', callbackUrl: uri }),
			apiVersion: () => ({ handle: apiVersion, displayName: apiVersion, supported: true }),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
		},
	}),
	payloadType('WebhookHttpEndpoint', 'callbackUrl'),
	payloadType('ApiVersion', 'handle', 'displayName', 'supported'),
	adminType<unknown>('QueryRoot', {
		fields: {
			webhookSubscription: (_, { id }, { shop, caller }) => {
				const found = shop.state.webhooks.get(String(id));
				return found?.clientId === caller.clientId ? found : null;
			},
			webhookSubscriptions: (_, args, { shop, caller }) => pageOf(listed(shop, caller.clientId, args), args, { idOf: ({ id }) => id }),
			webhookSubscriptionsCount: (_, args, { shop, caller }) => ({ count: listed(shop, caller.clientId, args).length, precision: 'EXACT' }),
		},
	}),
	adminType<unknown>('Mutation', {
		fields: {
			webhookSubscriptionCreate: (_, args, { shop, caller }) => {
				const { topic, webhookSubscription } = args as unknown as { topic: string; webhookSubscription: SubscriptionInput };
				return create(shop, caller.clientId, topic, webhookSubscription);
			},
			webhookSubscriptionUpdate: (_, args, { shop }) => {
				const { id, webhookSubscription: input } = args as unknown as { id: string; webhookSubscription: SubscriptionInput };
				const record = shop.state.webhooks.get(id);
				if (record === undefined)
					return { webhookSubscription: null, userErrors: [{ field: ['id'], message: 'Webhook subscription does not exist' }] };
				const userErrors = problemsOf(shop, record.topic, input, record);
				if (userErrors.length > 0) return { webhookSubscription: null, userErrors };
				apply(shop, record, input);
				return { webhookSubscription: record, userErrors: [] };
			},
			webhookSubscriptionDelete: (_, { id }, { shop }) => {
				const isThere = shop.state.webhooks.delete(String(id));
				const missing = [{ field: ['id'], message: 'Webhook subscription does not exist' }];
				return { deletedWebhookSubscriptionId: isThere ? id : null, userErrors: isThere ? [] : missing };
			},
		},
	}),
	payloadType('WebhookSubscriptionCreatePayload', 'webhookSubscription', 'userErrors'),
	payloadType('WebhookSubscriptionUpdatePayload', 'webhookSubscription', 'userErrors'),
	payloadType('WebhookSubscriptionDeletePayload', 'deletedWebhookSubscriptionId', 'userErrors'),
];
