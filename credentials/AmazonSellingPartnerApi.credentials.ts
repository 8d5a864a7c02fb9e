import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class AmazonSellingPartnerApi implements ICredentialType {
	name = 'amazonSellingPartnerApi';

	displayName = 'Amazon Selling Partner API';

	icon: Icon = { light: 'file:amazonSellingPartner.svg', dark: 'file:amazonSellingPartner.dark.svg' };

	documentationUrl = 'https://github.com/storebridge/n8n-nodes-storebridge#amazon-credential';

	// Tested by the nodes (`testedBy`): the test names which of the fields below is wrong.
	// No field is called clientId or clientSecret: the editor puts labels of its own on those.
	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Europe, Middle East, Africa and India', value: 'eu' },
				{ name: 'Far East (Japan, Australia, Singapore)', value: 'fe' },
				{ name: 'North and South America', value: 'na' },
			],
			default: 'eu',
			description: 'The region of the seller account. One credential is one seller account in one region.',
		},
		{
			displayName: 'LWA Client ID',
			name: 'lwaClientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. amzn1.application-oa2-client.0a1b2c…',
			description: 'Seller Central > Apps and Services > Develop Apps > your app > View under "LWA credentials"',
		},
		{
			displayName: 'LWA Client Secret',
			name: 'lwaClientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Stands beside the client ID. Amazon asks for a new one every 180 days.',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. Atzr|…',
			description: 'Develop Apps > your app > Authorize > Authorize app. It is shown once.',
		},
		{
			displayName: 'Seller ID (Merchant Token)',
			name: 'sellerId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. A1B2C3D4E5F6G7',
			description: 'Seller Central > Settings > Account Info > Merchant Token',
		},
		{
			displayName: 'Prices Include VAT',
			name: 'pricesIncludeVat',
			type: 'options',
			options: [
				{ name: "By the Order's Own Sums", value: 'auto' },
				{ name: 'No', value: 'no' },
				{ name: 'Yes', value: 'yes' },
			],
			default: 'auto',
			description:
				"Whether the prices of your orders contain the VAT. By the order's own sums: where Amazon names a tax, the total shows it; where it names none, they contain it, but not in the USA and Canada. Choose Yes or No only where you know it of all your orders.",
		},
		{
			displayName: 'Authorized On',
			name: 'authorizedAt',
			type: 'dateTime',
			default: '',
			description:
				'When the app was authorized last. Some apps have to be authorized anew every year; the credential test reminds you in time.',
		},
		{
			displayName: 'LWA Client Secret Made On',
			name: 'lwaRotatedAt',
			type: 'dateTime',
			default: '',
			description: 'When the client secret was made. It has to be renewed every 180 days; the credential test reminds you in time.',
		},
		{
			displayName: 'HTTPS Proxy',
			name: 'httpsProxy',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. http://proxy.example:3128',
			description: 'Only where n8n reaches Amazon through a proxy',
		},
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:8093',
			description: 'Leave empty for Amazon itself. For the Storebridge sandbox: the address it prints.',
		},
	];
}
