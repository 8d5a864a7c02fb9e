/**
 * What MySQL compares of a SKU: without case and without spaces at the end, as WordPress' collation does it. The case is
 * recorded, the spaces are read: https://dev.mysql.com/doc/refman/8.0/en/charset-mysql.html
 */
export function skuKey(sku: string): string {
	return sku.replace(/ +$/, '').toLowerCase();
}
