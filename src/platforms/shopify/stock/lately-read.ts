import type { Clock } from '../../../ports/clock';
import type { ReadVariants } from '../catalog/variants';
import { FACTS_TTL_MS } from '../constants';
import type { WireVariant } from '../wire/variant';

/** What a quantity is written by. */
export type StockVariant = Pick<WireVariant, 'id' | 'sku' | 'requiresComponents' | 'inventoryItem'>;

/**
 * What one run has read of its variants and is about to write: half the calls of a push were to read it a second time. Each quantity
 * is written over the one that was read and over no other, so that the shop itself says where this is no longer so.
 */
export class LatelyRead {
	private readonly known = new Map<string, { readonly variant: StockVariant; readonly at: number }>();

	constructor(private readonly clock: Clock) {}

	note({ variants, at }: ReadVariants): void {
		for (const { id, sku, requiresComponents, inventoryItem } of variants)
			this.known.set(id, { variant: { id, sku, requiresComponents, inventoryItem }, at });
	}

	of(id: string): StockVariant | undefined {
		const { variant, at } = this.known.get(id) ?? {};
		const age = at === undefined ? -1 : this.clock.now() - at;
		return age >= 0 && age < FACTS_TTL_MS ? variant : undefined;
	}

	/** Somebody else wrote. */
	forget(id: string): void {
		this.known.delete(id);
	}
}
