import type { MetaEntry } from './records';

/** What the store keeps of products and what they are filed under. Times as in `records.ts`. */

export interface ProductAttribute {
	/** Id of the global attribute; 0 for one of the product's own. */
	readonly id: number;
	readonly name: string;
	readonly position: number;
	readonly visible: boolean;
	readonly variation: boolean;
	/** Slugs of terms, or the texts themselves. */
	readonly options: readonly string[];
}

export interface ChosenAttribute {
	readonly id: number;
	readonly name: string;
	/** The slug of a term, or the text itself. */
	readonly option: string;
}

/** An attachment; products show it by its id. */
export interface MediaRecord {
	readonly id: number;
	/** Below the site's address. */
	readonly path: string;
	name: string;
	alt: string;
	/** Where it was downloaded from; absent on what was put there otherwise. */
	readonly source?: string;
	readonly width: number;
	readonly height: number;
	readonly createdAt: number;
	modifiedAt: number;
}

export interface ProductRecord {
	readonly id: number;
	readonly isVariation: boolean;
	readonly parentId: number;
	type: string;
	name: string;
	slug: string;
	status: string;
	sku: string;
	gtin: string;
	regularPrice: string;
	salePrice: string;
	description: string;
	shortDescription: string;
	taxStatus: string;
	/** '' is Standard; 'parent' only on variations. */
	taxClass: string;
	manageStock: boolean;
	stock: number | null;
	stockStatus: string;
	backorders: string;
	virtual: boolean;
	downloadable: boolean;
	categoryIds: readonly number[];
	tagIds: readonly number[];
	brandIds: readonly number[];
	attributes: readonly ProductAttribute[];
	defaultAttributes: readonly ChosenAttribute[];
	chosenAttributes: readonly ChosenAttribute[];
	/** Media ids, the main image first. */
	imageIds: readonly number[];
	/** Of a variation, beside its one image. */
	galleryIds: readonly number[];
	/** A sale has its days; whether it is on is looked at when the product is saved. */
	saleFrom: number | null;
	saleTo: number | null;
	isSaleOn: boolean;
	weight: string;
	dimensions: Readonly<Record<'length' | 'width' | 'height', string>>;
	groupedIds: readonly number[];
	readonly variationIds: number[];
	/** Fields that nothing computes with, as they were written. */
	readonly plainFields: Record<string, unknown>;
	readonly meta: MetaEntry[];
	totalSales: number;
	/** Of a shop in several languages. */
	language?: string;
	/** What all translations of one product have in common. */
	translationGroup?: string;
	createdAt: number;
	modifiedAt: number;
	/** Through the REST API, as everything that clients make. */
	isOfClient: boolean;
}

/** A category, a brand, a tag, or a term of a global attribute. */
export interface Term {
	readonly id: number;
	name: string;
	slug: string;
	parent: number;
	description: string;
	display: string;
	menuOrder: number;
	imageId: number;
	/** The attribute of a term. */
	readonly attributeId?: number;
}

export interface GlobalAttribute {
	readonly id: number;
	name: string;
	slug: string;
	type: string;
	orderBy: string;
	hasArchives: boolean;
}
