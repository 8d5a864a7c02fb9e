/** What a template says of a node, as far as it is about the store. */
interface StoreNode {
	readonly type: string;
	readonly disabled?: boolean;
	readonly parameters: object;
	readonly credentials?: Readonly<Record<string, unknown>>;
}

const DEFAULT = { store: 'woocommerce', credential: 'wooCommerceStoreApi', trigger: /\.wooCommerce\w+Trigger$/ };
const SHOPIFY = { store: 'shopify', credential: 'shopifyStoreApi', trigger: /\.shopify\w+Trigger$/ };

/** Choices of a store in a panel, whatever the place is called there. */
const choose = <Parameters extends object>(parameters: Parameters): Parameters =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, value === DEFAULT.store ? SHOPIFY.store : value]),
	) as Parameters;

/**
 * What a person does with a template that names WooCommerce to run it on a Shopify shop, as its notes say: the trigger of the one is
 * deactivated and that of the other activated, the dropdowns and credentials are chosen anew.
 */
export function sellOnShopify<Node extends StoreNode>(nodes: readonly Node[]): readonly Node[] {
	return nodes.map((node) => {
		if (DEFAULT.trigger.test(node.type)) return { ...node, disabled: true };
		const { disabled: _disabled, ...active } = node;
		if (SHOPIFY.trigger.test(node.type)) return active as Node;
		const { [DEFAULT.credential]: moved, ...others } = node.credentials ?? {};
		return {
			...node,
			parameters: choose(node.parameters),
			...(moved === undefined ? {} : { credentials: { ...others, [SHOPIFY.credential]: moved } }),
		};
	});
}
