import { PlatformError } from '../../../domain/platform-error';
import { credentialHash } from '../connection';
import { MARKETPLACES } from '../constants';
import { readItem, searchPage, type Asked } from '../listings/asking';
import { marketplaceIdsOf, type Access } from '../participations';

/** So long a marketplace without listings is taken for one. */
const KNOWN_MS = 60 * 60_000;

/** Marketplaces by credential. Module state on purpose: nodes make an adapter per execution. */
const known = new Map<string, { readonly ids: readonly string[]; readonly readAt: number }>();

const size = (id: string): number => MARKETPLACES.findIndex((marketplace) => marketplace.id === id);

interface Told {
	readonly total: number;
	/** Those of the asked ones in which listings of the first page are. */
	readonly inThese: readonly string[];
}

async function ask(asked: Asked, marketplaces: readonly string[]): Promise<Told> {
	const { total, items } = await searchPage(asked, '', { marketplaceIds: marketplaces, includedData: ['summaries'] });
	const found = items.flatMap((wire) => {
		const item = readItem('searchListingsItems', wire);
		return item instanceof PlatformError ? [] : item.summaries.map(({ marketplaceId }) => marketplaceId);
	});
	return { total, inThese: marketplaces.filter((id) => found.includes(id)) };
}

/**
 * Amazon puts sellers into a dozen marketplaces in which they list nothing. Its search takes several at once by its model, and was seen
 * to heed the first one only (https://github.com/amzn/selling-partner-api-models/issues/3008): that a marketplace is empty is only
 * believed of an answer for several after one has told of listings in another than its first.
 */
async function look(asked: Asked, all: readonly string[]): Promise<readonly string[]> {
	// The smallest first: what comes then is of another.
	let left = all.toSorted((one, other) => size(other) - size(one));
	const found: string[] = [];
	let heeds = false;
	while (left.length > 1) {
		const [first = ''] = left;
		const { total, inThese } = await ask(asked, left);
		heeds ||= inThese.some((id) => id !== first);
		if (inThese.length === 0) {
			const [proof] = found;
			if (!heeds && proof !== undefined) heeds = (await ask(asked, [first, proof])).inThese.includes(proof);
			if (heeds && total === 0) return found;
			break;
		}
		found.push(...inThese);
		left = left.filter((id) => !inThese.includes(id));
	}
	// One by one. What is just listed is told nothing of yet, and counted all the same.
	for (const id of left) if ((await ask(asked, [id])).total > 0) found.push(id);
	return found;
}

/** The marketplaces of the account in which it lists anything. */
export async function inhabitedMarketplaces(access: Access, asked: Asked): Promise<readonly string[]> {
	const key = credentialHash(access.connection);
	const read = known.get(key);
	if (read !== undefined && Math.abs(access.now() - read.readAt) < KNOWN_MS) return read.ids;
	const all = await marketplaceIdsOf(access);
	if (all.length < 2) return all;
	try {
		const found = await look(asked, all);
		const ids = all.filter((id) => found.includes(id));
		known.set(key, { ids, readAt: access.now() });
		return ids;
	} catch (error) {
		// Then each is asked for itself.
		if (error instanceof PlatformError && (error.details.kind === 'rejected' || error.details.kind === 'contract')) return all;
		throw error;
	}
}
