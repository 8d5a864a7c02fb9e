import type { Database, Sale, SaleFilter } from '../../ports/database';

const PAGE = 200;

export type SaleWish = Omit<SaleFilter, 'limit' | 'beforeId'> & {
	readonly limit?: number;
	/** Only sales of which this is true count. */
	readonly fits?: (sale: Sale) => boolean;
};

/** Sales of one account, newest first, page by page so that memory stays flat. */
export async function* listSales(database: Pick<Database, 'sales'>, { limit, fits, ...filter }: SaleWish): AsyncIterable<Sale> {
	for await (const page of pagesOfSales(database, {
		...filter,
		...(fits === undefined ? {} : { fits }),
		...(limit === undefined ? {} : { limit }),
	}))
		yield* page;
}

/** The same, page by page. */
export async function* pagesOfSales(
	database: Pick<Database, 'sales'>,
	{ limit, fits, ...filter }: SaleWish,
): AsyncIterable<readonly Sale[]> {
	let left = limit ?? Number.POSITIVE_INFINITY;
	let beforeId: number | undefined;
	while (left > 0) {
		const atMost = fits === undefined ? Math.min(PAGE, left) : PAGE;
		const page = await database.sales.list({ ...filter, limit: atMost, ...(beforeId === undefined ? {} : { beforeId }) });
		const fitting = (fits === undefined ? page : page.filter(fits)).slice(0, left);
		yield fitting;
		left -= fitting.length;
		beforeId = page.at(-1)?.id;
		if (page.length < atMost || beforeId === undefined) return;
	}
}
