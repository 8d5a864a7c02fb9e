import { breathe } from '../../../domain/breathe';
import { iso } from '../../../domain/time';
import type { Asked } from '../listings/asking';
import { firstPage, PAGEABLE } from '../listings/reading';
import { readListingsFile } from '../listings/report-file';
import { ReportOrders } from '../listings/report-order';
import type { Place } from '../listings/to-listing';
import type { Access } from '../participations';
import { FBA_STOCK, fbaSkus, type FbaSkus } from './fba-report';
import { lookAt, nothingRead, takePages, type Reading } from './reading';
import { byAmazon, seenInRow, withFba } from './seen';

/**
 * Amazon gives out what a listings report told before, for up to six hours, without saying so.
 * https://developer-docs.amazon.com/sp-api/docs/report-type-values-inventory
 */
const BEFORE_MS = 6 * 60 * 60_000 + 5 * 60_000;
/** What reports leave open is looked at one by one, so many in a run: a hundred calls of search. The next run asks for the rest. */
const MUST_AT_MOST = 2_000;
/** Looked at to tell people more of them: whether one that is inactive was closed, or is not there at all. */
export const MAY_AT_MOST = 20;
/** Where pages moved while they were turned. */
const MOST_TURNINGS = 2;

/** A question mark may stand for a letter that a charset lacks. */
const inEveryCharset = (sku: string): boolean => /^[\x20-\x3e\x40-\x7e]*$/.test(sku);

/** Both reports of each marketplace, made at the same time. */
export class StockReports {
	private readonly listings: ReportOrders;
	private readonly fba: ReportOrders;

	constructor(
		private readonly asked: Asked,
		private readonly access: Access,
		atMostMs: number,
	) {
		const { client, now } = access;
		this.listings = new ReportOrders({ client, now, atMostMs });
		this.fba = new ReportOrders({ client, now, atMostMs, kind: FBA_STOCK });
	}

	async order(marketplaces: readonly string[]): Promise<void> {
		await ReportOrders.orderAll([this.listings, this.fba], marketplaces);
	}

	/** All listings of a marketplace, or those that are wanted. */
	async read(place: Place, wanted?: ReadonlySet<string>): Promise<Reading> {
		const { client, now } = this.access;
		const reading = nothingRead(place);
		const { document, tellsOf } = await this.listings.done(place.marketplace);
		const fba = await fbaSkus(client(), this.fba, place.marketplace, now);
		const lossy = (await this.rows(reading, document, Math.min(tellsOf, fba.tellsOf), wanted)) || fba.lossy;
		this.add(reading, fba, wanted);
		const changed = await this.changes(place, Math.min(tellsOf, fba.tellsOf) - BEFORE_MS);
		for (const sku of changed === undefined ? [] : [...changed.seen.keys(), ...changed.untold]) {
			if (wanted?.has(sku) === false) continue;
			const seen = changed?.seen.get(sku);
			if (seen !== undefined) reading.seen.set(sku, seen);
			else reading.untold.add(sku);
		}
		await this.mend(reading, changed, lossy, wanted ?? new Set());
		return reading;
	}

	private async rows(reading: Reading, document: string, asOf: number, wanted: ReadonlySet<string> | undefined): Promise<boolean> {
		const { channel, marketplace } = reading.place;
		let lossy = false;
		for await (const page of readListingsFile({ client: this.access.client(), reportDocumentId: document, channel, marketplace })) {
			lossy = page.lossy;
			for (const listing of page.listings) {
				await breathe();
				if (wanted?.has(listing.sku) === false) continue;
				const before = reading.seen.get(listing.sku);
				const seen = seenInRow(listing, asOf);
				// Some have a row for each channel.
				reading.seen.set(
					listing.sku,
					before === undefined ? seen : { ...seen, ...before, codes: new Set([...before.codes, ...seen.codes]) },
				);
			}
		}
		return lossy;
	}

	private add({ seen, place }: Reading, { skus, tellsOf }: FbaSkus, wanted: ReadonlySet<string> | undefined): void {
		for (const [sku, also] of skus) {
			if (wanted?.has(sku) === false) continue;
			const known = seen.get(sku) ?? {
				sku,
				marketplace: place.marketplace,
				codes: new Set<string>(),
				atLocations: [],
				closed: false,
				parent: false,
				inactive: false,
				asOf: tellsOf,
			};
			seen.set(sku, withFba(known, also));
		}
	}

	/** What search tells of what changed since; undefined where that is more than can be paged through. */
	private async changes(place: Place, since: number): Promise<Reading | undefined> {
		const query = { lastUpdatedAfter: iso(since) };
		for (let turnings = 1; turnings <= MOST_TURNINGS; turnings += 1) {
			const first = await firstPage(this.asked, place.marketplace, query);
			if (first.total >= PAGEABLE) return undefined;
			const changed = nothingRead(place);
			if (await takePages(this.asked, changed, first, query, this.access.now)) return changed;
		}
		return undefined;
	}

	/** What the reports leave open is looked at, as far as that may go; the rest nobody can tell. */
	private async mend(reading: Reading, changed: Reading | undefined, lossy: boolean, wanted: ReadonlySet<string>): Promise<void> {
		const merchants = [...reading.seen.values()].filter((seen) => !byAmazon(seen) && changed?.seen.has(seen.sku) !== true);
		// Amazon writes "?" for a letter that a charset lacks: the other report may name the SKU otherwise.
		const doubted = merchants.filter(({ sku }) => changed === undefined || (lossy && !inEveryCharset(sku))).map(({ sku }) => sku);
		// It may name one by other letters altogether, while a report of another marketplace has them.
		const lost = lossy ? [...wanted].filter((sku) => !inEveryCharset(sku) && !reading.seen.has(sku) && !reading.untold.has(sku)) : [];
		const open = [...doubted, ...lost];
		const look = open.slice(0, MUST_AT_MOST);
		const doubtful = new Set(open);
		await lookAt(this.asked, reading, look, this.access.now());
		for (const sku of open.slice(look.length)) {
			reading.seen.delete(sku);
			reading.untold.add(sku);
		}
		// What cannot be bought though there is some may be closed, and so may what is sold out, of which there may be thousands.
		const inactive = merchants.filter((seen) => seen.inactive && !seen.parent && !doubtful.has(seen.sku));
		const stocked = inactive.filter(({ quantity }) => quantity !== 0).slice(0, MUST_AT_MOST);
		const soldOut = inactive.filter(({ quantity }) => quantity === 0).slice(0, MAY_AT_MOST);
		const closed = [...stocked, ...soldOut].map(({ sku }) => sku);
		await lookAt(this.asked, reading, closed, this.access.now());
	}
}
