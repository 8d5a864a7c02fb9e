import { accountKey } from '../../../domain/account';
import { breathe } from '../../../domain/breathe';
import { PlatformError } from '../../../domain/platform-error';
import type { StockLevel } from '../../../domain/stock/level';
import { earlier, iso, type IsoTime } from '../../../domain/time';
import type { Database } from '../../../ports/database';
import type { UnreadableOrder } from '../../../ports/order-source';
import type { StockPage, StoreStock } from '../../../ports/stock-source';
import type { StoreOrderSource } from '../../../ports/store-orders';
import type { Page, Search } from '../kind';

/** One product, read between two moments by the database's clock. */
export interface SearchedLevel {
	readonly id: string;
	readonly level: StockLevel;
	readonly begunAt: IsoTime;
	readonly endedAt: IsoTime;
	/** Why it was read: something showed that it was changed, or it was its turn. */
	readonly how: 'changed' | 'again';
	/** Of a search: it is shown because it was changed since then. */
	readonly since?: IsoTime;
}

interface Read {
	readonly levels: readonly SearchedLevel[];
	readonly unreadable: readonly UnreadableOrder[];
}

type Found = Read & Pick<Page<never>, 'nextPage'>;

/** A change may be saved a moment after its time; searches look this far back, what is known drops out. */
const OVERLAP_MS = 5 * 60_000;
/** A product's record is small, and hardly any of those that were changed was counted anew. */
const PAGE = 500;
/** The store's requests hold so many. */
const LINKED_PAGE = 100;

/** A list that is being read, and how many were. */
interface Walk {
	readonly pages: AsyncIterator<Read>;
	readonly read: number;
}

/**
 * The search of one poll: what the store says was changed, then what stands in orders that changed (stock that is taken or given
 * back may move no date). By itself: what is linked, from one id on.
 *
 * A list of changed products has no page that could be asked for by itself. Within a poll it is read on; a later one reads it
 * from its beginning and passes over what was read, but for a portion, because products may have been deleted in between.
 */
export class StockSearch {
	private walk: (Walk & { readonly next: string }) | undefined;
	/** Changed ones that this search has read: orders name them too. */
	private readonly met = new Set<string>();

	constructor(
		private readonly source: StoreStock,
		private readonly orders: StoreOrderSource,
		private readonly database: Pick<Database, 'stock' | 'now'>,
	) {}

	async page({ stream, from, paging }: Search<unknown>): Promise<Found & { readonly upTo: IsoTime }> {
		// The time is asked first: what changes while a page is read belongs to the next search.
		const upTo = paging?.upTo ?? (await this.orders.now());
		if (stream === 'again') return { ...(await this.linked(paging?.page ?? '')), upTo };
		const since = earlier(from, OVERLAP_MS);
		if (paging === undefined) this.met.clear();
		const { page = `${CHANGED}0` } = paging ?? {};
		const isOfOrders = page.startsWith(ORDERS);
		const token = page.slice(isOfOrders ? ORDERS.length : CHANGED.length);
		return { ...(isOfOrders ? await this.ofOrders(since, token) : await this.changed(since, Number(token))), upTo };
	}

	/** Unknown ones are left out. */
	async read(ids: readonly string[]): Promise<Read> {
		return await this.readAll(this.source.ofProducts(ids.map((id) => ({ id }))), { how: 'changed' });
	}

	/** Throws for one that cannot be read. */
	async one(id: string): Promise<SearchedLevel | undefined> {
		const { levels, unreadable } = await this.read([id]);
		// A store's call may name what is counted by another id than the product's own.
		const found = levels.find((one) => one.id === id) ?? (levels.length === 1 ? levels[0] : undefined);
		const odd = unreadable.find(({ orderId }) => orderId === id);
		if (found !== undefined || odd === undefined) return found;
		const { platform } = this.source.account;
		throw new PlatformError(`Product ${id} cannot be read: ${odd.text}`, { platform, kind: 'contract', operation: 'read stock' });
	}

	/** One that is counted, for building a workflow. */
	async first(since?: number): Promise<SearchedLevel | undefined> {
		const pages = since === undefined ? this.source.all() : this.source.changedSince(since);
		for await (const { levels } of this.told(pages, { how: 'changed' })) {
			const found = levels.find(({ level }) => level.counted);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	private async changed(since: IsoTime, passed: number): Promise<Found> {
		const { pages, read: before } = this.goOn(since, passed) ?? (await this.passOver(since, Math.max(0, passed - PAGE)));
		const levels = new Map<string, SearchedLevel>();
		const unreadable: UnreadableOrder[] = [];
		let read = before;
		while (read - before < PAGE) {
			const { done, value } = await pages.next();
			if (done === true) return { levels: [...levels.values()], unreadable, nextPage: ORDERS };
			read += sizeOf(value);
			unreadable.push(...value.unreadable);
			for (const one of value.levels) {
				levels.set(one.id, one);
				this.met.add(one.id);
			}
		}
		const next = `${CHANGED}${read}`;
		this.walk = { pages, read, next };
		return { levels: [...levels.values()], unreadable, nextPage: next };
	}

	private goOn(since: IsoTime, passed: number): Walk | undefined {
		const { walk } = this;
		this.walk = undefined;
		if (walk?.next === `${CHANGED}${passed}`) return walk;
		return passed > 0 ? undefined : this.begin(since);
	}

	private begin(since: IsoTime): Walk {
		const pages = this.told(this.source.changedSince(Date.parse(since)), { how: 'changed', since });
		return { pages: pages[Symbol.asyncIterator](), read: 0 };
	}

	private async passOver(since: IsoTime, count: number): Promise<Walk> {
		const { pages } = this.begin(since);
		let read = 0;
		while (read < count) {
			const { done, value } = await pages.next();
			if (done === true) break;
			read += sizeOf(value);
		}
		return { pages, read };
	}

	/** What stands in orders that changed, but for what was read already. */
	private async ofOrders(since: IsoTime, token: string): Promise<Found> {
		const { orders, nextPage } = await this.orders.changedSince(since, token === '' ? undefined : token);
		const named = orders.flatMap(({ order: { lines } }) => lines.flatMap(({ code }) => code ?? []));
		const ids = [...new Set(named)].filter((id) => !this.met.has(id));
		const found =
			ids.length === 0 ? NOTHING : await this.readAll(this.source.ofProducts(ids.map((id) => ({ id }))), { how: 'changed', since });
		for (const { id } of found.levels) this.met.add(id);
		return { ...found, ...(nextPage === undefined ? {} : { nextPage: `${ORDERS}${nextPage}` }) };
	}

	private async linked(after: string): Promise<Found> {
		const ids = await this.database.stock.linkedAfter(accountKey(this.source.account), after, LINKED_PAGE);
		const last = ids.at(-1)?.productId;
		if (last === undefined) return NOTHING;
		const found = await this.readAll(
			this.source.ofProducts(ids.map(({ productId, parentId }) => ({ id: productId, ...(parentId === undefined ? {} : { parentId }) }))),
			{ how: 'again' },
		);
		return { ...found, ...(ids.length < LINKED_PAGE ? {} : { nextPage: last }) };
	}

	private async readAll(pages: AsyncIterable<StockPage>, why: Why): Promise<Read> {
		const levels = new Map<string, SearchedLevel>();
		const unreadable: UnreadableOrder[] = [];
		for await (const page of this.told(pages, why)) {
			for (const one of page.levels) levels.set(one.id, one);
			unreadable.push(...page.unreadable);
		}
		return { levels: [...levels.values()], unreadable };
	}

	/** With the times between which each page was read. */
	private async *told(pages: AsyncIterable<StockPage>, why: Why): AsyncGenerator<Read> {
		let begunAt = iso(this.database.now());
		for await (const { levels, unreadable } of pages) {
			await breathe();
			const endedAt = iso(this.database.now());
			yield {
				levels: levels.flatMap((level) =>
					level.productId === undefined ? [] : [{ ...why, id: level.productId, level, begunAt, endedAt }],
				),
				unreadable: unreadable.map(({ productId, sku = '', why: text }) =>
					productId === undefined ? { orderId: sku, nameless: true, text } : { orderId: productId, text },
				),
			};
			begunAt = iso(this.database.now());
		}
	}
}

type Why = Pick<SearchedLevel, 'how' | 'since'>;

const CHANGED = 'changed ';
const ORDERS = 'orders ';
const NOTHING: Read = { levels: [], unreadable: [] };

const sizeOf = ({ levels, unreadable }: Read): number => levels.length + unreadable.length;
