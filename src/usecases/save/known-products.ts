import type { Order } from '../../domain/order';
import { piecesOf } from '../../domain/packs';
import type { StoreProduct } from '../../domain/product';
import type { ReadProduct } from '../../ports/catalog';
import { countOf, wantedBy } from './counts';
import type { SaveRun } from './deps';

/** What people set by hand: whether it is sold, whether it is counted. */
const KEPT_MS = 5 * 60_000;
/** What the store's own customers take from meanwhile. */
const COUNT_KEPT_MS = 60_000;
/** Of what was there at most this part is given out without asking again; the rest is for all who sell beside us. */
const MOST = 1 / 4;

export type ShelfRun = Pick<SaveRun, 'catalog' | 'clock' | 'lately' | 'settings'>;

/**
 * The products of these orders that need not be read again, as somebody in this process has just read them. Where pieces are
 * counted, only what is far from short; whoever shares a count with one that has to be read is read as well. The rule and why
 * it sells nothing twice: docs/adr/reading-stores.md, point 7.
 */
export async function knownProducts(run: ShelfRun, orders: readonly Order[]): Promise<ReadonlyMap<string, StoreProduct>> {
	const lines = orders.flatMap((order) => order.lines.flatMap(({ product }) => (product ? piecesOf(product, 1) : [])));
	const read = (await run.catalog.lately?.([...new Set(lines.map(({ productId }) => productId))], KEPT_MS)) ?? [];
	const products = new Map(read.map(({ product }) => [product.id, product]));
	const isChecked = run.settings.whenStockShort === 'refuse';
	const wanted = isChecked
		? wantedBy(
				orders.filter(({ fulfilledBy }) => fulfilledBy === 'merchant'),
				products,
			)
		: new Map<string, number>();
	const asked = new Set(read.filter((one) => !isEnough(run, one, wanted)).map(({ product }) => countOf(product)));
	return new Map([...products].filter(([, product]) => !asked.has(countOf(product))));
}

/** `wanted`: what orders take from counts. */
function isEnough({ clock, lately }: ShelfRun, { product, readAt }: ReadProduct, wanted: ReadonlyMap<string, number>): boolean {
	if (!product.sellable) return false;
	const { counted, backorders, quantity = 0 } = product.stock;
	const pieces = wanted.get(countOf(product));
	if (!counted || backorders || pieces === undefined) return true;
	const now = clock.now();
	return now - readAt < COUNT_KEPT_MS && readAt > lately.othersAt && lately.taken(countOf(product), now) + pieces <= quantity * MOST;
}
