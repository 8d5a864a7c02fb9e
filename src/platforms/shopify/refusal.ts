import { safeCode } from './errors';
import type { UserError } from './wire/fields';

/** Fields that an order or product has; what else stands in a path (a key of ours, an index) says nothing. */
const isField = (part: string): boolean => /^[A-Za-z][A-Za-z0-9_]{0,60}$/.test(part);

/**
 * Why Shopify refused something, for people: its code and the field. Its own words may repeat what it was sent, names and
 * addresses among it, and are not repeated.
 */
export function refusalText(errors: readonly UserError[]): string {
	const told = errors.map(({ code, field }) => {
		const path = (field ?? []).filter(isField).join('.');
		return [safeCode(code) ?? 'INVALID', ...(path === '' ? [] : [path])].join(' ');
	});
	return [...new Set(told)].slice(0, 5).join(', ');
}
