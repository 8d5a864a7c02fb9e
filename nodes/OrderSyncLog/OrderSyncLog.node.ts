import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { properties } from './properties';

export class OrderSyncLog implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Order Sync Log',
		name: 'orderSyncLog',
		icon: { light: 'file:orderSyncLog.svg', dark: 'file:orderSyncLog.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ {"list": "get many sales", "retry": "retry sales", "summarize": "summarize sales"}[$parameter["operation"]] }}',
		description: 'Shows every sale with its state and reason, and retries those that need attention. Running it twice is safe.',
		defaults: { name: 'Order Sync Log' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// `hide`, not `show`: the editor takes a parameter that credentials are shown by for the node's authentication and
		// does not show it in the panel.
		credentials: [
			{
				name: 'amazonSellingPartnerApi',
				displayName: 'Amazon Account',
				required: true,
				displayOptions: { hide: { account: ['woocommerce'] } },
			},
			{
				name: 'wooCommerceStoreApi',
				displayName: 'WooCommerce Store',
				required: true,
				displayOptions: { hide: { account: ['amazon'] } },
			},
			{ name: 'storebridgeDatabaseApi', displayName: 'Storebridge Database (Only for PostgreSQL)', required: false },
		],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).orderSyncLog(this);
	}
}
