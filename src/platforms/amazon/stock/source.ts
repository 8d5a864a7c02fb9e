import { iso } from '../../../domain/time';
import type { StockLevel } from '../../../domain/stock/level';
import type { ChannelStock, StockPage } from '../../../ports/stock-source';
import { accountOf } from '../connection';
import type { Asked } from '../listings/asking';
import { firstPage, PAGEABLE } from '../listings/reading';
import type { Place } from '../listings/to-listing';
import type { Access } from '../participations';
import { StockReports } from './by-report';
import { centreLevels } from './centres';
import { FEW } from './facts';
import { lookAt, nothingRead, takePages, type Reading } from './reading';
import { shipperOf, type Seen } from './seen';
import { storageLevels } from './storage';
import { namesOfSources } from './supply-sources';
import { fbaLevels } from './warehouse';

const LEVELS_A_PAGE = 500;
/** Listings reports of the last quarter of an hour are as good as new ones: Amazon makes no other before. */
const REPORT_AGE_MS = 15 * 60_000;

/** What Amazon counts of one seller account. */
export function createAmazonStock(access: Access): ChannelStock {
	const account = accountOf(access.connection);
	const asked: Asked = { connection: access.connection, client: access.client };
	const placeOf = (marketplace: string): Place => ({ channel: account, marketplace });

	async function* byName(marketplace: string, skus: readonly string[]): AsyncGenerator<Reading> {
		const all = [...new Set(skus)].filter((sku) => sku !== '');
		for (let at = 0; at < all.length; at += FEW) {
			const reading = nothingRead(placeOf(marketplace));
			await lookAt(asked, reading, all.slice(at, at + FEW), access.now());
			yield reading;
		}
	}

	/** As the listings are read: small catalogs by search, others by report. */
	const catalog = async (marketplace: string, wanted?: ReadonlySet<string>): Promise<Reading> => {
		const reading = nothingRead(placeOf(marketplace));
		const first = await firstPage(asked, marketplace);
		if (first.total < PAGEABLE) {
			await takePages(asked, reading, first, {}, access.now);
			return reading;
		}
		const reports = new StockReports(asked, access, REPORT_AGE_MS);
		await reports.order([marketplace]);
		return await reports.read(placeOf(marketplace), wanted);
	};

	const level = (seen: Seen, what: Pick<StockLevel, 'place' | 'counted'> & Partial<StockLevel>): StockLevel => ({
		account,
		marketplace: seen.marketplace,
		sku: seen.sku,
		...(seen.title === undefined ? {} : { title: seen.title }),
		fulfilledBy: shipperOf(seen),
		asOf: iso(seen.asOf),
		...what,
	});

	/** What the merchant ships: a listing that only Amazon ships, or that holds variations together, offers nothing. */
	const offer = (seen: Seen): readonly StockLevel[] => {
		const shipper = shipperOf(seen);
		if (seen.parent || (shipper !== 'merchant' && shipper !== 'both')) return [];
		if (seen.quantity === undefined) return seen.atLocations.length > 0 ? [] : [level(seen, { place: 'fbm', counted: false })];
		return [level(seen, { place: 'fbm', counted: true, quantity: seen.quantity })];
	};

	function* pages({ seen, untold }: Reading, levelsOf: (seen: Seen) => readonly StockLevel[]): Generator<StockPage> {
		const levels = [...seen.values()].flatMap(levelsOf);
		for (let at = 0; at < levels.length; at += LEVELS_A_PAGE) yield { levels: levels.slice(at, at + LEVELS_A_PAGE), unreadable: [] };
		if (untold.size > 0)
			yield { levels: [], unreadable: [...untold].map((sku) => ({ sku, why: 'Amazon tells nothing of it that can be read' })) };
	}

	return {
		account,
		warehouse: (wish) => fbaLevels(access, wish),
		centres: (wish) => centreLevels(access, wish),
		storage: ({ skus }) => storageLevels(access, skus),

		async *locations({ marketplace, skus }) {
			let names: ReadonlyMap<string, string> | undefined;
			for await (const reading of byName(marketplace, skus)) {
				if ([...reading.seen.values()].some(({ atLocations }) => atLocations.length > 0)) names ??= await namesOfSources(access.client());
				yield* pages(reading, (seen) =>
					seen.atLocations.map(({ code, quantity }) => {
						const placeName = names?.get(code);
						return level(seen, {
							place: 'location',
							placeId: code,
							...(placeName === undefined ? {} : { placeName }),
							counted: quantity !== undefined,
							...(quantity === undefined ? {} : { quantity }),
						});
					}),
				);
			}
		},

		async *offers({ marketplace, skus }) {
			if (skus !== undefined && skus.length <= FEW) {
				for await (const reading of byName(marketplace, skus)) yield* pages(reading, offer);
			} else yield* pages(await catalog(marketplace, skus === undefined ? undefined : new Set(skus)), offer);
		},
	};
}
