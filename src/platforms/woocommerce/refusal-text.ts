/** Fields of an order's body that the store may name. Only these words leave its message, whatever else stands there. */
const FIELDS = [
	'status',
	'currency',
	'customer_id',
	'billing',
	'shipping',
	'email',
	'phone',
	'postcode',
	'state',
	'country',
	'line_items',
	'fee_lines',
	'shipping_lines',
	'meta_data',
	'product_id',
	'variation_id',
	'quantity',
	'subtotal',
	'total',
	'tax_class',
	'tax_status',
	'created_via',
	'set_paid',
] as const;

/**
 * What the store says about one element of a batch, fit to be shown: its code, and which fields it names. Messages of the
 * store and its plugins may hold the buyer's name; they are not repeated.
 */
export function storeText(code: string | undefined, message: string): string {
	if (code === undefined) return 'no reason given';
	const words = new Set(message.slice(0, 1_000).split(/[^a-z_]+/));
	const named = FIELDS.filter((field) => words.has(field));
	return named.length === 0 ? code : `${code} (${named.join(', ')})`;
}
