import { eachInBreaths } from '../../../domain/breathe';
import { PlatformError } from '../../../domain/platform-error';
import type { ChannelFact } from '../../../domain/stock/facts';
import { accountOf } from '../connection';
import type { Asked } from '../listings/asking';
import { firstPage } from '../listings/reading';
import type { Place } from '../listings/to-listing';
import type { Access } from '../participations';
import { MAY_AT_MOST, StockReports } from './by-report';
import { inhabitedMarketplaces } from './inhabited';
import { lookAt, nothingRead, takePages, type Reading } from './reading';
import { factOf, type Seen } from './seen';

/** So many SKUs are asked for by name: twenty calls a marketplace at five a second, sooner than any report. */
export const FEW = 400;

/** What says nothing of any SKU: nobody else would fare better. */
const OF_ALL: readonly string[] = ['credential', 'permission', 'configuration', 'unreachable'];

/** Whether only what was asked for stays untold. */
const leavesUntold = (error: unknown): error is PlatformError =>
	error instanceof PlatformError && !OF_ALL.includes(error.details.kind) && error.details.code !== 'aborted';

/** Who ships what, read from Amazon. Keeps nothing: that is the caller's. */
export class FactReader {
	private readonly asked: Asked;

	constructor(private readonly access: Access) {
		this.asked = { connection: access.connection, client: access.client };
	}

	private placeOf(marketplace: string): Place {
		return { channel: accountOf(this.access.connection), marketplace };
	}

	async facts(skus: readonly string[], atMostMs: number): Promise<ReadonlyMap<string, ChannelFact>> {
		const wanted = new Set(skus);
		if (wanted.size === 0) return new Map();
		const marketplaces = await inhabitedMarketplaces(this.access, this.asked);
		const readings = wanted.size <= FEW ? await this.byName(marketplaces, wanted) : await this.byCatalog(marketplaces, wanted, atMostMs);
		const facts = new Map<string, ChannelFact>();
		const now = this.access.now();
		await eachInBreaths(wanted, (sku) => {
			const all = readings.flatMap(({ seen }): readonly Seen[] => (seen.has(sku) ? [seen.get(sku) as Seen] : []));
			const told = readings.length > 0 && readings.every(({ untold }) => !untold.has(sku));
			facts.set(sku, factOf(sku, all, told, now));
		});
		return facts;
	}

	private async byName(marketplaces: readonly string[], wanted: ReadonlySet<string>): Promise<readonly Reading[]> {
		const readings: Reading[] = [];
		for (const marketplace of marketplaces) {
			readings.push(
				await this.orUntold(marketplace, wanted, async (place) => {
					const reading = nothingRead(place);
					await lookAt(this.asked, reading, [...wanted], this.access.now());
					return reading;
				}),
			);
		}
		return readings;
	}

	/** Of a marketplace that could not be read all is untold. */
	private async orUntold(marketplace: string, wanted: ReadonlySet<string>, read: (place: Place) => Promise<Reading>): Promise<Reading> {
		const place = this.placeOf(marketplace);
		try {
			return await read(place);
		} catch (error) {
			if (!leavesUntold(error)) throw error;
			return { ...nothingRead(place), untold: new Set(wanted) };
		}
	}

	/** Small catalogs by search, others by reports, which are made for all of them at the same time. */
	private async byCatalog(marketplaces: readonly string[], wanted: ReadonlySet<string>, atMostMs: number): Promise<readonly Reading[]> {
		const reports = new StockReports(this.asked, this.access, atMostMs);
		const readings: Reading[] = [];
		const large: string[] = [];
		for (const marketplace of marketplaces) {
			const small = await this.orUntold(marketplace, wanted, async (place) => {
				const reading = nothingRead(place);
				const first = await firstPage(this.asked, marketplace);
				if (first.total > FEW) large.push(marketplace);
				else if (!(await takePages(this.asked, reading, first, {}, this.access.now))) large.push(marketplace);
				return reading;
			});
			if (!large.includes(marketplace)) readings.push(small);
		}
		const [first] = large;
		if (first !== undefined) {
			const ordered = await this.orUntold(first, wanted, async (place) => {
				await reports.order(large);
				return nothingRead(place);
			});
			for (const marketplace of large) {
				const read = async (place: Place): Promise<Reading> => await reports.read(place, wanted);
				readings.push(
					ordered.untold.size > 0 ? { ...ordered, place: this.placeOf(marketplace) } : await this.orUntold(marketplace, wanted, read),
				);
			}
		}
		await this.lookForMissing(readings, wanted);
		return readings;
	}

	/** In no report: made this moment, spelt otherwise than it is, or written in letters that the report lacks. */
	private async lookForMissing(readings: readonly Reading[], wanted: ReadonlySet<string>): Promise<void> {
		const missing = [...wanted].filter((sku) => readings.every(({ seen, untold }) => !seen.has(sku) && !untold.has(sku)));
		for (const reading of readings) {
			try {
				await lookAt(this.asked, reading, missing.slice(0, MAY_AT_MOST), this.access.now());
			} catch (error) {
				if (!leavesUntold(error)) throw error;
				for (const sku of missing.slice(0, MAY_AT_MOST)) reading.untold.add(sku);
			}
			// Whatever is not plain may stand in the report under a name that is not its own.
			for (const sku of missing.slice(MAY_AT_MOST)) if (!/^[\x20-\x7e]*$/.test(sku)) reading.untold.add(sku);
		}
	}
}
