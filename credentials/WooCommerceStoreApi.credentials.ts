import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class WooCommerceStoreApi implements ICredentialType {
	name = 'wooCommerceStoreApi';

	displayName = 'WooCommerce Store API';

	icon: Icon = { light: 'file:wooCommerceStore.svg', dark: 'file:wooCommerceStore.dark.svg' };

	documentationUrl = 'https://github.com/storebridge/n8n-nodes-storebridge#woocommerce-credential';

	// Tested by the nodes (`testedBy`): the test tells a wrong key from a missing permission and from another website.
	properties: INodeProperties[] = [
		{
			displayName: 'Store URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://shop.example.com',
			description: 'The address of the store, with a sub-folder where it has one, without /wp-admin or /wp-json',
		},
		{
			displayName: 'Consumer Key',
			name: 'consumerKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. ck_…',
			description: 'WooCommerce > Settings > Advanced > REST API > Add key, with the permission Read/Write',
		},
		{
			displayName: 'Consumer Secret',
			name: 'consumerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. cs_…',
			description: 'Shown once, beside the consumer key',
		},
		{
			displayName: 'Send Keys in the URL',
			name: 'keysInQuery',
			type: 'boolean',
			default: false,
			description:
				"Whether to send the keys as parameters of the URL, for hosting that drops the Authorization header. They then stand in the server's access log. Only over https.",
		},
	];
}
