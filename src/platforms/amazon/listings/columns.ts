/** Columns of the listings report that are read, under Amazon's English names. */
export type Column =
	| 'item-name'
	| 'seller-sku'
	| 'price'
	| 'quantity'
	| 'product-id-type'
	| 'item-condition'
	| 'asin1'
	| 'product-id'
	| 'fulfillment-channel'
	| 'status';

/**
 * What Amazon calls the columns where it does not heed the wish for English names: as sellers reported them, of German, French,
 * Italian, Spanish, Polish, Turkish, Chinese, Japanese and Arabic reports. Written as `plainName` makes them.
 */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
	'item-name': [
		'item-name',
		'artikelbezeichnung',
		'nom-produit',
		"nome-dell'articolo",
		'título-del-producto',
		'nazwa-produktu',
		'商品名称',
		'商品名',
		'اسم-المنتج',
	],
	'seller-sku': [
		'seller-sku',
		'händler-sku',
		'sku-vendeur',
		'sku-venditore',
		'sku-del-vendedor',
		'sku-sprzedawcy',
		'卖家-sku',
		'出品者sku',
		'sku-البائع',
	],
	price: ['price', 'preis', 'prix', 'prezzo', 'precio', 'cena', '价格', '価格', 'السعر'],
	quantity: ['quantity', 'menge', 'quantité', 'quantità', 'cantidad', 'ilość', '数量', 'الكمية'],
	'product-id-type': [
		'product-id-type',
		'produkt-id-typ',
		'type-id-produit',
		'tipo-di-identificativo-del-prodotto',
		'tipo-de-identificador-de-producto',
		'typ-identyfikatora-produktu',
		'商品编码类型',
		'商品idタイプ',
		'نوع-رقم-المنتج',
	],
	'item-condition': [
		'item-condition',
		'artikelzustand',
		'état-produit',
		"condizione-dell'articolo",
		'estado-del-producto',
		'stan-produktu',
		'商品状况',
		'コンディション',
		'حالة-المنتج',
	],
	asin1: ['asin1', 'asin-1'],
	'product-id': [
		'product-id',
		'produkt-id',
		'id-produit',
		'identificativo-del-prodotto',
		'identificador-del-producto',
		'identyfikator-produktu',
		'商品编码',
		'商品id',
		'رقم-المنتج',
	],
	'fulfillment-channel': [
		'fulfillment-channel',
		// In Great Britain: https://github.com/amzn/selling-partner-api-models/issues/3999
		'fulfilment-channel',
		'versender',
		'canal-traitement',
		'canale-di-gestione',
		'canal-de-gestión-logística',
		'kanał-realizacji',
		'配送渠道',
		'フルフィルメント・チャンネル',
		'قناة-الشحن',
	],
	// The Spanish name of the condition was seen over the status as well: whichever comes first is the condition.
	status: ['status', 'état', 'stato', 'estado', 'durum', '状态', 'ステータス', 'الحالة', 'estado-del-producto'],
};

const COLUMNS = Object.keys(NAMES) as readonly Column[];

/** In Turkey both names stand there: "price (fiyat)". */
const plainName = (header: string): string =>
	header
		.normalize('NFC')
		.trim()
		.replace(/^([a-z0-9-]+) \(.*\)$/s, '$1')
		.toLowerCase()
		.replace(/[\s_-]+/g, '-');

export type Columns = ReadonlyMap<Column, number>;

/** Where the columns are; one that is not there is left out. */
export function columnsOf(header: readonly string[]): Columns {
	const found = new Map<Column, number>();
	for (const [at, name] of header.map(plainName).entries()) {
		const column = COLUMNS.find((candidate) => !found.has(candidate) && NAMES[candidate].includes(name));
		if (column !== undefined) found.set(column, at);
	}
	return found;
}
