import type { ProductDraft } from '../../../ports/product-sink';
import { say } from '../../../domain/texts/say';
import type { Words } from '../../../domain/texts/language';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { folded, hasBrands, termId } from './terms';

/** Nobody nests deeper; a path that long goes round in a circle. */
const DEEPEST = 10;

/** Where a product stands in the store, and whose make it is. */
interface ShelfMarks {
	/** The most special one; the store shows the product in those above it, too. */
	readonly category?: number;
	readonly brand?: number;
	/** Of a store that has no brands (before WooCommerce 9.6). */
	readonly brandAttribute?: string;
	readonly leftOut: readonly Words[];
}

/** A level that repeats the one above it, and all behind a circle, is no path. */
function pathOf(categories: readonly string[]): readonly string[] {
	const path = categories.map((name) => name.trim()).filter((name) => name !== '');
	const steps = path.filter((name, at) => at === 0 || folded(name) !== folded(path[at - 1] ?? ''));
	const circle = steps.findIndex((name, at) => steps.slice(0, at).some((above) => folded(above) === folded(name)));
	return steps.slice(0, Math.min(circle === -1 ? DEEPEST : circle, DEEPEST));
}

export async function shelfMarks(client: WooCommerceClient, memory: AccountMemory, draft: ProductDraft): Promise<ShelfMarks> {
	const leftOut: Words[] = [];
	const path = pathOf(draft.categories);
	let category = 0;
	for (const [at, name] of path.entries()) {
		const found = await termId(client, memory, 'products/categories', name, category);
		if (typeof found !== 'number') {
			leftOut.push(say('categoryRefused', { path: path.slice(0, at + 1).join(' > '), why: found.why }));
			break;
		}
		category = found;
	}
	const brand = draft.brand?.trim() ?? '';
	const marks = { leftOut, ...(category === 0 ? {} : { category }) };
	if (brand === '') return marks;
	if (!(await hasBrands(client, memory))) return { ...marks, brandAttribute: brand };
	const found = await termId(client, memory, 'products/brands', brand, 0);
	// Ids alone: an unknown brand would take all others off in silence.
	if (typeof found === 'number') return { ...marks, brand: found };
	leftOut.push(say('brandRefused', { brand, why: found.why }));
	return marks;
}
