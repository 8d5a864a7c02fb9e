import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class ShopifyStoreApi implements ICredentialType {
	name = 'shopifyStoreApi';

	displayName = 'Shopify Store API';

	icon: Icon = { light: 'file:shopifyStore.svg', dark: 'file:shopifyStore.dark.svg' };

	documentationUrl = 'https://github.com/storebridge/n8n-nodes-storebridge#shopify-credential';

	// Tested by the nodes (`testedBy`): the test names the scope that is missing.
	// No field is called clientId or clientSecret: the editor puts labels of its own on those.
	properties: INodeProperties[] = [
		{
			displayName: 'Shop',
			name: 'shop',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. my-shop.myshopify.com',
			description: 'The domain that ends in .myshopify.com: Shopify admin > Settings > Domains',
		},
		{
			displayName: 'Access',
			name: 'access',
			type: 'options',
			options: [
				{ name: 'App of the Dev Dashboard', value: 'app' },
				{ name: 'Custom App With an Access Token', value: 'token' },
			],
			default: 'app',
			description:
				'Since 2026 Shopify makes new apps in its Dev Dashboard only. A custom app that was made in the admin before goes on working.',
		},
		{
			displayName: 'Client ID',
			name: 'appClientId',
			type: 'string',
			default: '',
			displayOptions: { show: { access: ['app'] } },
			description: 'Dev Dashboard > your app > Settings. The app is installed on the shop, and of the same organization.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. shpat_…',
			displayOptions: { show: { access: ['token'] } },
			description:
				'Shopify admin > Settings > Apps > Develop apps > your app > API credentials > Admin API access token. It is shown once.',
		},
		{
			displayName: 'Client Secret or API Secret Key',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: "The app's secret, beside its client ID or access token. Webhooks are signed with it; without it a trigger polls only.",
		},
		{
			displayName: 'Former Secret',
			name: 'formerAppSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only while the secret is renewed: for up to an hour Shopify still signs with the one before',
		},
		{
			displayName: 'Stock Locations',
			name: 'locations',
			type: 'string',
			default: '',
			placeholder: 'e.g. Warehouse, Shop Berlin',
			description:
				'Names of the locations whose stock counts, with commas between. Push Stock writes to the first one. Empty: all that fulfil orders of the online store, which Push Stock takes if it is one.',
		},
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:8094',
			description: 'Leave empty for Shopify itself. For the Storebridge sandbox: the address it prints.',
		},
	];
}
