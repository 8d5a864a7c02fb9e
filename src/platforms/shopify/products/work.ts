import type { ProductDraft, ProductField, SavedProduct } from '../../../ports/product-sink';
import type { WireProduct } from '../wire/product';
import type { Picture } from './pictures';
import type { Slot } from './slots';
import type { Place } from './variants';

/** A product that is there, on its way to be what it shall be. */
export interface Work {
	readonly draft: ProductDraft;
	readonly leftOut: Slot['leftOut'];
	readonly fields: readonly ProductField[];
	product: WireProduct;
	readonly slots: readonly Slot[];
	readonly place: Place;
	readonly pictures: readonly Picture[];
	did: SavedProduct['did'];
}
