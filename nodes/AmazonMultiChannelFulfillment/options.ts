import type { INodeProperties } from 'n8n-workflow';

const sending = { show: { '/operation': ['create', 'preview'] } };

export const options: INodeProperties[] = [
	{
		displayName: 'Amazon Mails the Customer',
		name: 'notifyCustomer',
		type: 'boolean',
		default: false,
		displayOptions: sending,
		description: 'Whether Amazon sends mails of its own about shipment and delivery to the customer',
	},
	{
		displayName: 'API Version',
		name: 'apiVersion',
		type: 'options',
		options: [
			{ name: '2020-07-01', value: '2020-07-01' },
			{ name: '2026-07-04', value: '2026-07-04', description: 'The successor; its lists come with parcels and need fewer requests' },
		],
		default: '2020-07-01',
		description: 'Version of Fulfillment Outbound API',
	},
	{
		displayName: 'Blank Box',
		name: 'blankBox',
		type: 'boolean',
		default: false,
		displayOptions: sending,
		description: 'Whether to pack in boxes without the Amazon brand',
	},
	{
		displayName: 'Block Amazon Logistics',
		name: 'blockAmazonLogistics',
		type: 'boolean',
		default: false,
		displayOptions: sending,
		description: 'Whether to ship by other carriers than Amazon Logistics',
	},
	{
		displayName: 'Hold',
		name: 'hold',
		type: 'boolean',
		default: false,
		displayOptions: sending,
		description: 'Whether Amazon only reserves the units and waits for the operation Release. Amazon cancels orders on hold after 14 days.',
	},
	{
		displayName: 'Hold for Approval',
		name: 'approval',
		type: 'fixedCollection',
		placeholder: 'Add Rules',
		default: {},
		displayOptions: sending,
		description:
			'Which paid orders come out at Needs Attention instead of being sent: those that meet one of the rules. Retry in Order Sync Log sends them.',
		options: [
			{
				displayName: 'Rules',
				name: 'rules',
				values: [
					{
						displayName: 'Addresses Differ',
						name: 'addressesDiffer',
						type: 'boolean',
						default: false,
						description: 'Whether to hold orders that are billed to another name or country than they are delivered to',
					},
					{
						displayName: 'Countries',
						name: 'countries',
						type: 'string',
						default: '',
						placeholder: 'e.g. US, BR',
						description: 'Two-letter codes of countries of delivery, separated by commas',
					},
					{
						displayName: 'E-Mail Differs',
						name: 'emailDiffers',
						type: 'boolean',
						default: false,
						description:
							'Whether to hold orders of registered customers with another e-mail address than that of their account. Takes one request more for each order.',
					},
					{
						displayName: 'First Order',
						name: 'firstOrder',
						type: 'boolean',
						default: false,
						description: 'Whether to hold orders of customers who have paid no order before. Takes one request more for each order.',
					},
					{
						displayName: 'Total Above',
						name: 'totalAbove',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 0,
						description: "Amount in the order's own currency; 0 for no limit",
					},
				],
			},
		],
	},
	{
		displayName: 'Let an AI Agent Act',
		name: 'allowAsTool',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/operation': ['create', 'cancel', 'release'] } },
		description: 'Whether the node, used as a tool, really creates, cancels and releases. Otherwise it only says what it would do.',
	},
	{
		displayName: 'Marketplace ID',
		name: 'marketplace',
		type: 'string',
		default: '',
		placeholder: 'e.g. A1PA6795UKMFR9',
		description: 'Marketplace whose FBA stock is used. Leave empty for the one of the account.',
	},
	{
		displayName: 'Packing Slip Comment',
		name: 'comment',
		type: 'string',
		default: '',
		displayOptions: sending,
		description: 'Text on the packing slip, at most 750 characters',
	},
	{
		displayName: 'Ready Status Names or IDs',
		name: 'readyStatuses',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getStatuses' },
		default: [],
		displayOptions: sending,
		description:
			'Statuses in which a paid order is sent; without this option the one in which it waits to be shipped. In any other it waits, and is sent by itself once it gets one of these. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Shipping Speeds',
		name: 'speeds',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Shipping Method',
		default: {},
		displayOptions: sending,
		description: "How fast Amazon ships, by the order's shipping method. Methods that are not named here are shipped as Standard.",
		options: [
			{
				displayName: 'Mapping',
				name: 'mapping',
				values: [
					{
						displayName: 'Shipping Method',
						name: 'method',
						type: 'string',
						default: '',
						placeholder: 'e.g. Express, flat_rate:3 or flat_rate',
						description: 'Name that customers see, ID or kind of the method in the store',
					},
					{
						displayName: 'Speed',
						name: 'speed',
						type: 'options',
						options: [
							{ name: 'Expedited', value: 'expedited' },
							{ name: 'Priority', value: 'priority' },
							{ name: 'Standard', value: 'standard' },
						],
						default: 'standard',
					},
				],
			},
		],
	},
	{
		displayName: 'When Stock Is Short',
		name: 'policy',
		type: 'options',
		options: [
			{ name: 'Ship All or Nothing', value: 'fillOrKill' },
			{ name: 'Ship What Is There, Cancel the Rest', value: 'fillAllAvailable' },
			{ name: 'Ship What Is There, the Rest When It Comes', value: 'fillAll' },
		],
		default: 'fillOrKill',
		displayOptions: sending,
		description: 'What Amazon does when it has too few units',
	},
];
