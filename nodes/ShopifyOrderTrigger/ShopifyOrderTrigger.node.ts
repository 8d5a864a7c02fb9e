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

export class ShopifyOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Shopify Order Trigger',
		name: 'shopifyOrderTrigger',
		icon: { light: 'file:shopifyOrderTrigger.svg', dark: 'file:shopifyOrderTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}',
		description:
			'Starts the workflow with paid, shipped, cancelled, refunded and changed orders of a Shopify shop, within seconds. No order is lost or given twice, also when n8n is stopped.',
		eventTriggerDescription: '',
		activationMessage: 'The store calls this workflow for its orders; the poll times you chose find what it missed.',
		defaults: { name: 'Shopify Order Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: [
			{
				name: 'default',
				// Without a method n8n registers no webhook at all.
				httpMethod: '={{ $parameter["instant"] ? "POST" : "" }}',
				path: 'orders',
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
				return await (await import('../../src/host')).storeOrderTriggerOf(shopify).createWebhook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../src/host')).storeOrderTriggerOf(shopify).deleteWebhook(this);
			},
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await (await import('../../src/host')).storeOrderTriggerOf(shopify).poll(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (await import('../../src/host')).storeOrderTriggerOf(shopify).receive(this);
	}

	/** n8n passes what poll() and webhook() gave through here as the first step of the execution: only now the orders count as begun. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).storeOrderTriggerOf(shopify).begin(this);
	}
}
