import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsFor, testsOf } from '../../src/host/panel/credentials';
import { shopify } from '../../src/host/platforms/table';
import { properties } from './properties';

const credentials = credentialsFor(shopify);

export class ShopifyStockTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Shopify Stock Trigger',
		name: 'shopifyStockTrigger',
		icon: { light: 'file:shopifyStockTrigger.svg', dark: 'file:shopifyStockTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'stock changed',
		description:
			'Starts the workflow with products and variations of a Shopify shop whose stock changed, within seconds. What Push Stock wrote does not count. No change is lost or given twice, also when n8n is stopped.',
		eventTriggerDescription: '',
		activationMessage: 'The store calls this workflow when stock changes; the poll times you chose find what it missed.',
		defaults: { name: 'Shopify Stock Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: [
			{
				name: 'default',
				// Without a method n8n registers no webhook at all.
				httpMethod: '={{ $parameter["instant"] ? "POST" : "" }}',
				path: 'products',
				responseMode: 'onReceived',
				responseData: 'noData',
				rawBody: true,
			},
		],
		properties,
	};

	methods = {
		credentialTest: testsOf(credentials),
	};

	webhookMethods = {
		default: {
			/** Creating looks for itself what is there and what is missing. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../src/host')).storeStockTriggerOf(shopify).createWebhook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../src/host')).storeStockTriggerOf(shopify).deleteWebhook(this);
			},
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await (await import('../../src/host')).storeStockTriggerOf(shopify).poll(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (await import('../../src/host')).storeStockTriggerOf(shopify).receive(this);
	}

	/** n8n passes what poll() and webhook() gave through here as the first step of the execution: only now the products count as begun. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).storeStockTriggerOf(shopify).begin(this);
	}
}
