import { z } from 'zod';
import type { ShopifyClient } from '../client';
import { NAMESPACE } from '../constants';
import { findNodes } from '../nodes';
import { quoted } from '../search';
import { idOf, isId, placeOf } from '../wire/fields';
import { VARIANTS, VARIANTS_BY_ID, VARIANTS_COUNT, variantSchema, type WireVariant } from '../wire/variant';

/** One that cannot be read: named, and the rest goes on. */
export interface OddVariant {
	readonly id?: string;
	readonly sku?: string;
	readonly why: string;
}

export interface ReadVariants {
	readonly variants: readonly WireVariant[];
	readonly odd: readonly OddVariant[];
	/** When it was asked for. */
	readonly at: number;
}

/** A query with more of them grows too long for the index. */
const SKUS_AT_ONCE = 40;
/** With their levels some 600 of the 1000 points that one query may cost. */
const AT_ONCE = 250;
/** Fewer searches than these are not worth asking how large the catalog is. */
const FEW_SEARCHES = 4;

const head = z.object({ id: idOf('ProductVariant').optional().catch(undefined), sku: z.string().optional().catch(undefined) });

/** `ids`: by which they were asked for, one by one. */
function read(records: readonly unknown[], at: number, ids: readonly string[] = []): ReadVariants {
	const variants: WireVariant[] = [];
	const odd: OddVariant[] = [];
	for (const [index, record] of records.entries()) {
		const { success, data, error } = variantSchema.safeParse(record);
		if (success) variants.push(data);
		else {
			const { id = ids[index], sku } = head.safeParse(record).data ?? {};
			odd.push({
				...(id === undefined ? {} : { id }),
				...(sku === undefined || sku === '' ? {} : { sku }),
				why: `${placeOf('variant', error)} is not what Shopify promises`,
			});
		}
	}
	return { variants, odd, at };
}

/** `custom.own_stock`; without a container of its own it is `custom`, where Shopify puts the fields that merchants make. */
export function metafieldName(field: string): { readonly namespace: string; readonly key: string } {
	const dot = field.indexOf('.');
	return dot > 0 ? { namespace: field.slice(0, dot), key: field.slice(dot + 1) } : { namespace: 'custom', key: field };
}

const partOf = (field: string | undefined) => {
	const { namespace, key } = field === undefined ? { namespace: NAMESPACE, key: 'own_part' } : metafieldName(field);
	return { partNamespace: namespace, partKey: key };
};

const portions = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
	Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** What the shop sells, variant by variant: each product has one at least. */
export class Variants {
	constructor(private readonly client: ShopifyClient) {}

	/** Of a list, page by page; by rising id. */
	async *listed(query: string | null, ownPartIn?: string, most?: number): AsyncGenerator<ReadVariants> {
		let after: string | null | undefined = null;
		while (after !== undefined) {
			const at = this.client.clock.now();
			const { data }: Awaited<ReturnType<typeof this.page>> = await this.page(query, after, ownPartIn, most);
			yield read(data.productVariants.nodes, at);
			after = most === undefined ? data.productVariants.next : undefined;
		}
	}

	/** Shopify's search does not tell cases apart, and takes a part of a SKU for it: compared again. Of many the whole list is fewer calls. */
	async *bySkus(skus: readonly string[], ownPartIn?: string): AsyncGenerator<ReadVariants> {
		const asked = [...new Set(skus)].filter((sku) => sku.trim() !== '');
		const searches = portions(asked, SKUS_AT_ONCE);
		if (await this.isListedSooner(searches.length)) {
			yield* this.only(new Set(asked), null, ownPartIn);
			return;
		}
		for (const portion of searches) yield* this.only(new Set(portion), portion.map((sku) => `sku:${quoted(sku)}`).join(' OR '), ownPartIn);
	}

	private async isListedSooner(searches: number): Promise<boolean> {
		if (searches <= FEW_SEARCHES) return false;
		const { data } = await this.client.query(VARIANTS_COUNT, {});
		const { count = Infinity } = data.productVariantsCount ?? {};
		return Math.ceil(count / AT_ONCE) < searches;
	}

	private async *only(wanted: ReadonlySet<string>, query: string | null, ownPartIn?: string): AsyncGenerator<ReadVariants> {
		for await (const page of this.listed(query, ownPartIn)) {
			yield {
				...page,
				variants: page.variants.filter(({ sku }) => wanted.has(sku)),
				odd: page.odd.filter(({ sku }) => sku === undefined || wanted.has(sku)),
			};
		}
	}

	/** Unknown ones are left out. */
	async *byIds(ids: readonly string[], ownPartIn?: string): AsyncGenerator<ReadVariants> {
		for (const portion of portions([...new Set(ids)].filter(isId), AT_ONCE)) {
			const at = this.client.clock.now();
			const asked = { document: VARIANTS_BY_ID, kind: 'ProductVariant', variables: partOf(ownPartIn) };
			const found = [...(await findNodes(this.client, asked, portion))];
			const there = found.filter(([, { record }]) => record !== null);
			const { variants, odd } = read(
				there.map(([, { record }]) => record),
				at,
				there.map(([id]) => id),
			);
			const denied = found.flatMap(([id, one]) => (one.denied === undefined ? [] : [{ id, why: one.denied.message }]));
			yield { variants, odd: [...odd, ...denied], at };
		}
	}

	private async page(query: string | null, after: string | null, ownPartIn: string | undefined, most: number | undefined) {
		return await this.client.query(VARIANTS, { first: most ?? AT_ONCE, after, query, ...partOf(ownPartIn) });
	}
}
