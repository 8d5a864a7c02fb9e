import type { PlatformError } from '../domain/platform-error';

const KINDS: ReadonlySet<string> = new Set(['credential', 'permission', 'configuration']);
/** Something other than the record was found wanting, as far as its kind tells. */
export const isDenied = ({ details: { kind } }: PlatformError): boolean => KINDS.has(kind);

/** The keys themselves. */
const UNAUTHORIZED = 401;

/**
 * Whether what one record was refused with is refused to all. Keys, addresses and certificates are everybody's; but
 * platforms, and firewalls in front of them, also deny single records (403) that belong to somebody else or that they
 * cannot show. `list` is any read that names no record: while that works, it is the record's own.
 */
export async function isDeniedToAll(error: PlatformError, list: () => Promise<unknown>): Promise<boolean> {
	const { kind, status } = error.details;
	if (!isDenied(error)) return false;
	if (kind === 'credential' || status === undefined || status === UNAUTHORIZED) return true;
	return await list().then(
		() => false,
		() => true,
	);
}
