import { PlatformError } from '../../../domain/platform-error';
import type { WooCommerceClient } from '../client';
import { SIDE_BY_SIDE } from '../constants';
import { probe } from '../probe';
import type { Query } from '../sdk';
import { isOfRecord } from '../whose-failure';
import { steadyPages, type SteadyPage } from './steady-pages';

/** Of one parent; absent where the records say it themselves. */
export type VariationPage = SteadyPage & { readonly parentId?: number };

export const hasNoRoute = (error: unknown): boolean =>
	error instanceof PlatformError && error.details.status === 404 && error.details.code === 'noWooCommerce';

/** The variations of all parents, where the store has such a list, else those of each parent. */
export async function* variationPages(client: WooCommerceClient, parents: readonly number[], query: Query): AsyncGenerator<VariationPage> {
	if (parents.length === 0) return;
	try {
		yield* steadyPages(client, 'variations', query);
		return;
	} catch (error) {
		if (!hasNoRoute(error)) throw error;
	}
	yield* pagesOfParents(client, parents, query);
}

/** The variations of each of these parents. */
export async function* pagesOfParents(client: WooCommerceClient, parents: readonly number[], query: Query): AsyncGenerator<VariationPage> {
	const answersOtherwise = probe(client);
	for (let at = 0; at < parents.length; at += SIDE_BY_SIDE) {
		const some = parents.slice(at, at + SIDE_BY_SIDE);
		for (const pages of await Promise.all(some.map(async (parent) => await ofParent(client, parent, query, answersOtherwise))))
			yield* pages;
	}
}

async function ofParent(
	client: WooCommerceClient,
	parentId: number,
	query: Query,
	answersOtherwise: () => Promise<unknown>,
): Promise<readonly VariationPage[]> {
	const pages: VariationPage[] = [];
	try {
		for await (const page of steadyPages(client, `products/${parentId}/variations`, query)) pages.push({ ...page, parentId });
	} catch (error) {
		if (!(error instanceof PlatformError) || !(await isOfRecord(error, answersOtherwise))) throw error;
		pages.push({ odd: error, offset: 0, parentId });
	}
	return pages;
}
