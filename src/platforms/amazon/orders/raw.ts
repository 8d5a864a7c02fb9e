type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const without = (value: unknown, ...names: readonly string[]): unknown =>
	isFields(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) : value;

const change = (value: unknown, name: string, how: (field: unknown) => unknown): unknown =>
	isFields(value) && name in value ? { ...value, [name]: how(value[name]) } : value;

const each = (how: (entry: unknown) => unknown) => (value: unknown) => (Array.isArray(value) ? value.map(how) : value);

function plainItem(item: unknown): unknown {
	const packing = (value: unknown) => change(value, 'giftOption', (option) => without(option, 'giftMessage'));
	const plain = change(item, 'fulfillment', (fulfillment) => change(fulfillment, 'packing', packing));
	return change(plain, 'product', (product) => without(product, 'customization'));
}

/** Whoever else is named, or nobody, may be the buyer. */
const ofCompany = (registration: unknown): boolean =>
	isFields(registration) && (registration.entityType === 'MERCHANT' || registration.entityType === 'MARKETPLACE');

/**
 * Amazon's own object without what its data protection policy counts as personal: buyer, recipient, gift messages,
 * links to customisations, payment details, the buyer's tax registration.
 */
export function rawWithoutPersonalData(order: unknown): unknown {
	const plain = change(without(order, 'buyer', 'recipient', 'payment'), 'orderItems', each(plainItem));
	return change(plain, 'tax', (tax) => change(tax, 'taxRegistrations', (all) => (Array.isArray(all) ? all.filter(ofCompany) : [])));
}
