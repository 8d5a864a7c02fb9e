import type { CustomStatus } from '../options';

/** Statuses with the names that reports and notes show, in WooCommerce's order. */
const coreStatuses: readonly CustomStatus[] = [
	{ slug: 'pending', name: 'Pending payment' },
	{ slug: 'processing', name: 'Processing' },
	{ slug: 'on-hold', name: 'On hold' },
	{ slug: 'completed', name: 'Completed' },
	{ slug: 'cancelled', name: 'Cancelled' },
	{ slug: 'refunded', name: 'Refunded' },
	{ slug: 'failed', name: 'Failed' },
	{ slug: 'checkout-draft', name: 'Draft' },
];

export function allStatuses(custom: readonly CustomStatus[]): readonly CustomStatus[] {
	return [...coreStatuses, ...custom];
}

/** What a client may set; `trash` is reached by DELETE only. */
export function writableStatuses(custom: readonly CustomStatus[]): readonly string[] {
	return ['auto-draft', ...allStatuses(custom).map((status) => status.slug)];
}

export function statusName(slug: string, custom: readonly CustomStatus[]): string {
	return allStatuses(custom).find((status) => status.slug === slug)?.name ?? slug;
}

/** What `status=any` leaves out: what is registered with `exclude_from_search`. */
export function hiddenStatuses(custom: readonly CustomStatus[]): readonly string[] {
	return ['trash', 'checkout-draft', 'auto-draft', ...custom.filter((status) => status.excludedFromSearch).map((status) => status.slug)];
}
