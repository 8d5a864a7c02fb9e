/** Times are milliseconds since the epoch, of which Shopify shows whole seconds. */
export interface Dated {
	createdAt: number;
	updatedAt: number;
}

export interface AddressRecord {
	readonly id: string;
	readonly firstName: string | null;
	readonly lastName: string | null;
	readonly company: string | null;
	readonly address1: string | null;
	readonly address2: string | null;
	readonly city: string | null;
	readonly zip: string | null;
	readonly provinceCode: string | null;
	readonly province: string | null;
	readonly countryCode: string | null;
	readonly country: string | null;
	readonly phone: string | null;
}

export interface MetafieldRecord extends Dated {
	readonly id: string;
	readonly ownerId: string;
	readonly namespace: string;
	readonly key: string;
	type: string;
	value: string;
}

export interface MetafieldDefinitionRecord {
	readonly id: string;
	readonly ownerType: string;
	readonly namespace: string;
	readonly key: string;
	readonly name: string;
	readonly description: string | null;
	readonly type: string;
	readonly uniqueValues: boolean;
}

export interface LocationRecord extends Dated {
	readonly id: string;
	name: string;
	isActive: boolean;
	fulfillsOnlineOrders: boolean;
	readonly isFulfillmentService: boolean;
	readonly address: {
		readonly address1: string | null;
		readonly city: string | null;
		readonly zip: string | null;
		readonly countryCode: string | null;
	};
}

export interface MediaRecord extends Dated {
	readonly id: string;
	alt: string | null;
	readonly originalSource: string;
	/** Shopify fetches pictures after its answer; until then they are PROCESSING. */
	readonly readyAt: number;
	readonly isBroken: boolean;
}

export interface ProductRecord extends Dated {
	readonly id: string;
	title: string;
	handle: string;
	descriptionHtml: string;
	vendor: string;
	productType: string;
	status: string;
	tags: string[];
	categoryId: string | null;
	templateSuffix: string | null;
	seo: { readonly title: string | null; readonly description: string | null };
	options: OptionRecord[];
	/** Ids of variants, in their order. */
	variantIds: string[];
	media: MediaRecord[];
	publishedAt: number | null;
	/** Whether a client of the API made it. */
	readonly isOfClient: boolean;
}

export interface OptionRecord {
	readonly id: string;
	name: string;
	values: { readonly id: string; readonly name: string }[];
}

export interface VariantRecord extends Dated {
	readonly id: string;
	readonly productId: string;
	readonly inventoryItemId: string;
	sku: string | null;
	barcode: string | null;
	price: string;
	compareAtPrice: string | null;
	taxable: boolean;
	inventoryPolicy: string;
	selectedOptions: { readonly name: string; readonly value: string }[];
	mediaId: string | null;
	/** A bundle: stock belongs to its components. */
	readonly requiresComponents: boolean;
	readonly components: readonly { readonly id: string; readonly variantId: string; readonly quantity: number }[];
}

export interface InventoryItemRecord extends Dated {
	readonly id: string;
	readonly variantId: string;
	tracked: boolean;
	requiresShipping: boolean;
	cost: string | null;
	weight: { readonly value: number; readonly unit: string } | null;
	countryCodeOfOrigin: string | null;
	harmonizedSystemCode: string | null;
}

export interface LevelRecord extends Dated {
	readonly inventoryItemId: string;
	readonly locationId: string;
	isActive: boolean;
	available: number;
	committed: number;
	incoming: number;
	reserved: number;
	damaged: number;
	safetyStock: number;
	qualityControl: number;
}

export interface CustomerRecord extends Dated {
	readonly id: string;
	firstName: string | null;
	lastName: string | null;
	email: string | null;
	phone: string | null;
	note: string | null;
	tags: string[];
	taxExempt: boolean;
	locale: string;
	addresses: AddressRecord[];
}

export interface WebhookSubscriptionRecord extends Dated {
	readonly id: string;
	readonly topic: string;
	uri: string;
	format: string;
	filter: string;
	includeFields: readonly string[];
	metafieldNamespaces: readonly string[];
	name: string | null;
	/** Deliveries in a row that failed for good. */
	failures: number;
	/** Of the app that made it: another app does not see it. */
	readonly clientId: string;
}
