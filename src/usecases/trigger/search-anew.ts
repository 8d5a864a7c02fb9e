import { PlatformError } from '../../domain/platform-error';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { Page, Search, TriggerKind } from './kind';

/** Clocks of one platform's servers differ by less, and all searches look back further than this. */
const SKEW_MS = 5 * 60_000;
/** What happened since a clock ran ahead nobody has seen: so far back it is looked for. What is known drops out. */
const LOOK_BACK_MS = 3 * 24 * 60 * 60_000;

const isAhead = (time: IsoTime, now: IsoTime): boolean => Date.parse(time) - Date.parse(now) > SKEW_MS;

/**
 * The first page of a search. A position that lies in the platform's own future (its clock, or one on the way, was ahead for
 * a while) would find nothing until that time has come: the platform's word of now counts, and how far it can be trusted.
 */
export async function searchAnew<Reading, Settings>(
	kind: TriggerKind<Reading, Settings, unknown>,
	search: Search<Settings>,
	ours: number,
): Promise<{ readonly page: Page<Reading>; readonly from: IsoTime }> {
	const { from } = search;
	const again = async (now: IsoTime) => {
		const earliest = earlier(now, LOOK_BACK_MS);
		return { page: await kind.search({ ...search, from: earliest }), from: earliest };
	};
	if (search.stream !== 'live') return { page: await kind.search(search), from };
	try {
		const page = await kind.search(search);
		return isAhead(from, page.upTo) ? await again(page.upTo) : { page, from };
	} catch (error) {
		// Some refuse to look into the future.
		if (!(error instanceof PlatformError) || error.details.kind !== 'rejected' || from < iso(ours - SKEW_MS)) throw error;
		const now = await kind.now(ours);
		if (!isAhead(from, now)) throw error;
		return await again(now);
	}
}
