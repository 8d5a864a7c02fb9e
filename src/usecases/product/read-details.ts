import type { ListingDetails } from '../../domain/listing';
import { PlatformError } from '../../domain/platform-error';
import { reasonOf, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { ProductDeps, ProductSettings } from './deps';
import { parentOf } from './families';

/** What is kept in memory of answers on the way is little against what is asked for. */
const AT_ONCE = 200;

export interface ReadListings {
	readonly found: ReadonlyMap<string, ListingDetails>;
	/** Why those that were asked for, and are not there, could not be read. */
	readonly faults: ReadonlyMap<string, Reason>;
}

export const listingNamed = (sku: string) => say('listing', { sku });

/**
 * The listings themselves, the parents of variations and the variations of parents. A fault is that of its listing alone; one that
 * concerns all is thrown where nothing was read yet, and is else the fault of those that were not reached.
 */
export async function readDetails(
	{ listings }: Pick<ProductDeps, 'listings'>,
	{ marketplace, content }: Pick<ProductSettings, 'marketplace' | 'content'>,
	asked: readonly string[],
): Promise<ReadListings> {
	const found = new Map<string, ListingDetails>();
	const faults = new Map<string, Reason>();
	const fail = (sku: string, error: PlatformError): void => {
		faults.set(sku, reasonOf('listingUnreadable', listingNamed(sku), error.message));
	};
	let stopped: PlatformError | undefined;
	const read = async (skus: readonly string[]): Promise<void> => {
		const unread = [...new Set(skus)].filter((sku) => !found.has(sku) && !faults.has(sku));
		for (let at = 0; at < unread.length; at += AT_ONCE) {
			const some = unread.slice(at, at + AT_ONCE);
			try {
				if (stopped !== undefined) throw stopped;
				const answers = await listings.details(some, { marketplace, content });
				for (const [index, sku] of some.entries()) {
					const answer = answers[index];
					if (answer instanceof PlatformError) fail(sku, answer);
					else if (answer === undefined) faults.set(sku, reasonOf('listingGone', listingNamed(sku), say('inMarketplace', { marketplace })));
					else found.set(sku, answer);
				}
			} catch (error) {
				if (!(error instanceof PlatformError)) throw error;
				if (found.size === 0 && faults.size === 0) throw error;
				if (error.concernsAll || error.passing) stopped = error;
				for (const sku of some) fail(sku, error);
			}
		}
	};
	await read(asked);
	await read([...found.values()].flatMap((details) => parentOf(details) ?? []));
	await read(asked.flatMap((sku) => (found.get(sku)?.listing.kind === 'parent' ? (found.get(sku)?.children ?? []) : [])));
	return { found, faults };
}
