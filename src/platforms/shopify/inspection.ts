import type { HooksSeen } from '../../ports/connection-check';
import type { ShopifyClient } from './client';
import { ORDERS, PRODUCTS } from './webhooks/judge-delivery';
import { allHooks } from './webhooks/registration';

const TOPICS = [ORDERS, PRODUCTS].map(({ topics }) => topics);

/** Of this package at whatever address, also those that another n8n made. One that Shopify gave up is gone, not switched off. */
export async function hooksSeen(client: ShopifyClient): Promise<readonly HooksSeen[]> {
	const ours = (await allHooks(client)).filter(({ topic }) => TOPICS.some((topics) => topics.includes(topic)));
	return [...Map.groupBy(ours, ({ uri }) => uri)].map(([address, hooks]) => {
		const standing = new Set(hooks.map(({ topic }) => topic));
		const subject = TOPICS.find((topics) => topics.some((topic) => standing.has(topic))) ?? [];
		return { address, state: subject.every((topic) => standing.has(topic)) ? 'active' : 'incomplete', topics: [...standing] };
	});
}
