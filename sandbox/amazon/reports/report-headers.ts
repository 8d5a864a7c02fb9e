/** What a listings report can tell; the columns of most countries, in their order. */
export const listingColumns = [
	'item-name',
	'item-description',
	'listing-id',
	'seller-sku',
	'price',
	'quantity',
	'open-date',
	'image-url',
	'item-is-marketplace',
	'product-id-type',
	'zshop-shipping-fee',
	'item-note',
	'item-condition',
	'zshop-category1',
	'zshop-browse-path',
	'zshop-storefront-feature',
	'asin1',
	'asin2',
	'asin3',
	'will-ship-internationally',
	'expedited-shipping',
	'zshop-boldface',
	'product-id',
	'bid-for-featured-placement',
	'add-delete',
	'pending-quantity',
	'fulfillment-channel',
	'merchant-shipping-group',
	'status',
] as const;

/** In Great Britain and elsewhere two more. Rows without them end before. */
export const moreListingColumns = ['Minimum order quantity', 'Sell remainder'] as const;

export type ListingColumn = (typeof listingColumns)[number] | (typeof moreListingColumns)[number];

type Names = Readonly<Partial<Record<ListingColumn, string>>>;

/**
 * Names as sellers met them, by language, unless they asked for `preferredReportDocumentLocale`. A whole file of any of
 * them was never published: a column whose name nobody told is left out, and the state is there under its English one.
 */
const localisedNames: Readonly<Record<string, Names>> = {
	de: {
		'item-name': 'Artikelbezeichnung',
		'item-description': 'Artikelbeschreibung',
		'listing-id': 'Angebotsnummer',
		'seller-sku': 'Händler-SKU',
		price: 'Preis',
		quantity: 'Menge',
		'open-date': 'Erstellungsdatum',
		'item-is-marketplace': 'Artikel ist Marketplace-Angebot',
		'product-id-type': 'Produkt-ID-Typ',
		'item-note': 'Anmerkung zum Artikel',
		'item-condition': 'Artikelzustand',
		asin1: 'ASIN 1',
		'will-ship-internationally': 'Internationaler Versand',
		'expedited-shipping': 'Expressversand',
		'product-id': 'Produkt-ID',
		'pending-quantity': 'Anzahl Bestellungen',
		'fulfillment-channel': 'Versender',
		'merchant-shipping-group': 'Händlerversandgruppe',
		status: 'Status',
		'Minimum order quantity': 'Mindestbestellmenge',
		'Sell remainder': 'Restposten verkaufen',
	},
	fr: {
		'item-name': 'nom-produit',
		'item-description': 'description-article',
		'listing-id': 'id-offre',
		'seller-sku': 'sku-vendeur',
		price: 'prix',
		quantity: 'quantité',
		'open-date': 'date-ouverture',
		'product-id-type': 'type-id-produit',
		'item-note': 'note-état-article',
		'item-condition': 'état-produit',
		'will-ship-internationally': 'expédition-international',
		'expedited-shipping': 'livraison-express',
		'product-id': 'id-produit',
		'fulfillment-channel': 'canal-traitement',
		'merchant-shipping-group': 'groupe-expédition-vendeur',
		status: 'état',
		'Sell remainder': 'Vendre le stock restant',
	},
	it: {
		'item-name': "Nome dell'articolo",
		'item-description': "Descrizione dell'articolo",
		'listing-id': 'Numero offerta',
		'seller-sku': 'SKU venditore',
		price: 'Prezzo',
		quantity: 'Quantità',
		'open-date': 'Data di creazione',
		'item-is-marketplace': 'Articolo per la vendita',
		'product-id-type': 'Tipo di identificativo del prodotto',
		'item-note': "Note sull'articolo",
		'item-condition': "Condizione dell'articolo",
		asin1: 'ASIN 1',
		'will-ship-internationally': 'Spedizione internazionale',
		'expedited-shipping': 'Spedizione Express',
		'product-id': 'Identificativo del prodotto',
		'add-delete': 'Aggiungi o elimina',
		'pending-quantity': 'Quantità in sospeso',
		'fulfillment-channel': 'Canale di gestione',
		'merchant-shipping-group': 'gruppo-spedizione-venditore',
		status: 'stato',
		'Minimum order quantity': 'Quantità minima per ordine',
		'Sell remainder': 'Vendi rimanenze',
	},
	es: {
		'item-name': 'Título del producto',
		'item-description': 'Descripción del producto',
		'listing-id': 'Identificador del listing',
		'seller-sku': 'SKU del vendedor',
		price: 'Precio',
		quantity: 'Cantidad',
		'open-date': 'Fecha de creación',
		'item-is-marketplace': 'Producto para vender',
		'product-id-type': 'Tipo de identificador de producto',
		'item-note': 'Nota sobre el producto',
		'item-condition': 'Estado del producto',
		'zshop-storefront-feature': 'Columna en desuso',
		asin1: 'ASIN 1',
		'will-ship-internationally': 'Envío internacional',
		'expedited-shipping': 'Envío urgente',
		'product-id': 'Identificador del producto',
		'add-delete': 'Añadir o eliminar',
		'pending-quantity': 'Cantidad pendiente',
		'fulfillment-channel': 'Canal de gestión logística',
		status: 'estado',
		'Minimum order quantity': 'Cantidad de pedido mínima',
		'Sell remainder': 'Vender las unidades restantes',
	},
	pl: {
		'item-name': 'nazwa-produktu',
		'item-description': 'opis-produktu',
		'listing-id': 'identyfikator-oferty',
		'seller-sku': 'sku-sprzedawcy',
		price: 'cena',
		quantity: 'ilość',
		'open-date': 'data-otwarcia',
		'item-is-marketplace': 'produkt-jest-(na)rynku',
		'product-id-type': 'typ-identyfikatora-produktu',
		'item-note': 'uwaga-o-produkcie',
		'item-condition': 'stan-produktu',
		'will-ship-internationally': 'wysyłka-międzynarodowa',
		'expedited-shipping': 'przyspieszona-wysyłka',
		'product-id': 'identyfikator-produktu',
		'add-delete': 'dodaj-usuń',
		'pending-quantity': 'ilość-oczekująca',
		'fulfillment-channel': 'kanał-realizacji',
		'merchant-shipping-group': 'grupa-wysyłki-sprzedawcy',
		'Minimum order quantity': 'Maksymalna liczba zamówionych produktów',
		'Sell remainder': 'Pozostało do sprzedaży',
	},
	tr: {
		'item-name': 'item-name (ürün adı)',
		'listing-id': 'listing-id (liste kaydı numarası)',
		'seller-sku': 'seller-sku (satıcı sku)',
		price: 'price (fiyat)',
		quantity: 'quantity (adet)',
		'open-date': 'open-date (yayınlanma tarihi)',
		'product-id-type': 'product-id-type (ürün numarası türü)',
		'item-note': 'item-note (ürün notu)',
		'item-condition': 'item-condition (ürün durumu)',
		'will-ship-internationally': 'will-ship-internationally (uluslararası gönderilir)',
		'expedited-shipping': 'expedited-shipping (ekspres kargo)',
		'product-id': 'product-id (ürün numarası)',
		'pending-quantity': 'pending-quantity (bekleyen adet)',
		'fulfillment-channel': 'fulfillment-channel (dağıtım kanalı)',
		'merchant-shipping-group': 'merchant-shipping-group (satıcı kargo grubu)',
		status: 'durum',
		'Minimum order quantity': 'Minimum sipariş adedi',
		'Sell remainder': 'Elde kalanı sat',
	},
	ja: {
		'item-name': '商品名',
		'item-description': '商品の説明',
		'listing-id': '出品ID',
		'seller-sku': '出品者SKU',
		price: '価格',
		quantity: '数量',
		'open-date': '出品日',
		'product-id-type': '商品IDタイプ',
		'item-note': 'コンディション説明',
		'item-condition': 'コンディション',
		asin1: 'ASIN 1',
		'will-ship-internationally': '国外へ配送可',
		'expedited-shipping': '迅速な配送',
		'product-id': '商品ID',
		'pending-quantity': '在庫数',
		'fulfillment-channel': 'フルフィルメント・チャンネル',
		'merchant-shipping-group': 'merchant-shipping-group',
		status: 'ステータス',
	},
	ar: {
		'item-name': 'اسم-المنتج',
		'item-description': 'وصف-المنتج',
		'listing-id': 'رقم-العرض',
		'seller-sku': 'sku-البائع',
		price: 'السعر',
		quantity: 'الكمية',
		'open-date': 'تاريخ-مفتوح',
		'item-is-marketplace': 'منتج-سوق-البيع',
		'product-id-type': 'نوع-رقم-المنتج',
		'item-note': 'ملاحظة-المنتج',
		'item-condition': 'حالة-المنتج',
		'will-ship-internationally': 'للشحن-الدولي',
		'expedited-shipping': 'شحن-مستعجل',
		'product-id': 'رقم-المنتج',
		'add-delete': 'إضافة-حذف',
		'pending-quantity': 'كمية-منتظرة',
		'fulfillment-channel': 'قناة-الشحن',
		status: 'الحالة',
	},
};

/** A column of a report: what stands in it, and what its header calls it. */
export interface ReportColumn {
	/** Absent for a column of which the header alone is left. */
	readonly holds?: ListingColumn;
	readonly header: string;
}

const english: readonly ReportColumn[] = listingColumns.map((column) => ({ holds: column, header: column }));

const retired: ReadonlySet<ListingColumn> = new Set([
	'image-url',
	'zshop-shipping-fee',
	'zshop-category1',
	'zshop-browse-path',
	'zshop-storefront-feature',
	'asin2',
	'asin3',
	'zshop-boldface',
	'bid-for-featured-placement',
]);

/** As some accounts get it since 2024: https://github.com/amzn/selling-partner-api-models/issues/3999 */
const british: readonly ReportColumn[] = [...listingColumns, ...moreListingColumns].map((column) => {
	if (retired.has(column)) return { header: 'Deprecated column' };
	return { holds: column, header: column === 'fulfillment-channel' ? 'fulfilment-channel' : column };
});

const localised = (names: Names): readonly ReportColumn[] =>
	[...listingColumns, ...moreListingColumns].flatMap((column) => {
		const header = names[column] ?? (column === 'status' ? 'status' : undefined);
		return header === undefined ? [] : [{ holds: column, header }];
	});

/**
 * The columns of GET_MERCHANT_LISTINGS_ALL_DATA in a marketplace.
 * @param locale the report option `preferredReportDocumentLocale`
 */
export function listingReportColumns(
	{ countryCode, language }: { readonly countryCode: string; readonly language: string },
	locale: string | undefined,
): readonly ReportColumn[] {
	if (countryCode === 'GB') return british;
	const names = localisedNames[(locale ?? language).slice(0, 2)];
	return names === undefined ? english : localised(names);
}
