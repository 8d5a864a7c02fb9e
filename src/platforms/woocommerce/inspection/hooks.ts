import type { HooksSeen } from '../../../ports/connection-check';
import type { WooCommerceClient } from '../client';
import { ORDERS, PRODUCTS } from '../webhooks/judge-delivery';
import { readable } from '../wire/fields';
import { readHook, type WireHook } from '../wire/hook';

const TOPICS = [ORDERS, PRODUCTS].map(({ topics }) => topics);

/** Ours are named so; the one that tells who a store is has a topic that no other has. */
const isOurs = ({ name, topic }: WireHook): boolean => name.startsWith('Storebridge ') && TOPICS.some((topics) => topics.includes(topic));

/** Hooks of this package at whatever address, also those that another n8n made. */
export async function hooksOf(client: WooCommerceClient): Promise<readonly HooksSeen[]> {
	const ours: WireHook[] = [];
	for await (const page of client.pages('webhooks', { status: 'all', orderby: 'id', order: 'asc' }))
		ours.push(...readable(readHook, page).filter(isOurs));
	return [...Map.groupBy(ours, ({ deliveryUrl }) => deliveryUrl)].map(([address, hooks]) => {
		const standing = new Set(hooks.map(({ topic }) => topic));
		const active = new Set(hooks.filter(({ status }) => status === 'active').map(({ topic }) => topic));
		const subject = TOPICS.find((topics) => topics.some((topic) => standing.has(topic))) ?? [];
		const state = [...standing].some((topic) => !active.has(topic))
			? 'switchedOff'
			: subject.every((topic) => standing.has(topic))
				? 'active'
				: 'incomplete';
		return { address, state, topics: [...standing] };
	});
}
