import type { ContentSource, ListingDetails } from '../../../domain/listing';
import { filled } from '../fields';
import { contentOf, either, type Content } from './content';
import { familyOf } from './family';
import { catalogContent, catalogGtin, catalogPackSize, categoriesOf } from './from-catalog';
import { attributesOf, toListing, type Place } from './to-listing';
import type { WireItem } from './wire';
import type { WireCatalogItem } from './wire-catalog';

/**
 * All that a product is made of. The path of categories is Amazon's own order and no seller's text: it comes from the
 * catalogue in either case. GTIN and pack size are facts as well, and the seller's word goes first.
 */
export function toDetails(item: WireItem, catalog: WireCatalogItem | undefined, source: ContentSource, place: Place): ListingDetails {
	const { marketplace } = place;
	const attributes = attributesOf(item, place);
	const family = familyOf(item, attributes, marketplace);
	const own = contentOf(attributes, family.theme);
	const content: Content = source === 'catalog' && catalog !== undefined ? either(catalogContent(catalog, marketplace), own) : own;
	const told = toListing(item, place);
	const ofCatalog = source === 'catalog' ? catalog : undefined;
	return {
		listing: {
			...told,
			title: content.title ?? told.title,
			...filled<Pick<typeof told, 'gtin' | 'packSize'>>({
				gtin: told.gtin ?? (ofCatalog === undefined ? undefined : catalogGtin(ofCatalog, marketplace)),
				packSize: told.packSize ?? (ofCatalog === undefined ? undefined : catalogPackSize(ofCatalog, marketplace)),
			}),
		},
		bullets: content.bullets,
		images: content.images,
		axes: family.kind === 'variation' ? content.axes : [],
		children: family.children,
		attributes: content.attributes,
		categories: catalog === undefined ? [] : categoriesOf(catalog, marketplace),
		...filled<Pick<ListingDetails, 'description' | 'brand' | 'weight' | 'dimensions'>>({
			description: content.description,
			brand: content.brand,
			weight: content.weight,
			dimensions: content.dimensions,
		}),
	};
}
