import type { Page } from './listing';
import type { Reply } from './router';

export function ok(body: unknown): Reply {
	return { status: 200, body };
}

/** `location` as the store spells it: for sub-resources it carries the route's pattern instead of the parent's id. */
export function created(body: unknown, location: string): Reply {
	return { status: 201, body, headers: { location } };
}

export function listReply<Item>(page: Page<Item>, render: (item: Item) => unknown): Reply {
	return {
		status: 200,
		body: page.items.map(render),
		headers: { 'x-wp-total': String(page.total), 'x-wp-totalpages': String(page.pages) },
	};
}
