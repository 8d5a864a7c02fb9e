/** Resources whose names have an underscore themselves. */
const longResources = [
	'INVENTORY_LEVELS',
	'INVENTORY_ITEMS',
	'FULFILLMENT_ORDERS',
	'FULFILLMENT_EVENTS',
	'CUSTOMER_TAGS',
	'DRAFT_ORDERS',
	'BULK_OPERATIONS',
];

/** `ORDERS_PARTIALLY_FULFILLED` in the schema is `orders/partially_fulfilled` in the header. */
export function topicHeader(topic: string): string {
	const resource = longResources.find((name) => topic.startsWith(`${name}_`)) ?? topic.slice(0, topic.indexOf('_'));
	return `${resource}/${topic.slice(resource.length + 1)}`.toLowerCase();
}
