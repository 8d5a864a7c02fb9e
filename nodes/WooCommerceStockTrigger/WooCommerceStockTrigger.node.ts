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
import { woocommerce } from '../../src/host/platforms/table';
import { properties } from './properties';

const credentials = credentialsFor(woocommerce);

export class WooCommerceStockTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WooCommerce Stock Trigger',
		name: 'wooCommerceStockTrigger',
		icon: { light: 'file:wooCommerceStockTrigger.svg', dark: 'file:wooCommerceStockTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'stock changed',
		description:
			'Starts the workflow with products and variations of a WooCommerce store whose stock changed, within seconds. What Push Stock wrote does not count. No change is lost or given twice, also when n8n is stopped.',
		eventTriggerDescription: '',
		activationMessage: 'The store calls this workflow when stock changes; the poll times you chose find what it missed.',
		defaults: { name: 'WooCommerce Stock Trigger' },
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
				return await (await import('../../src/host')).storeStockTriggerOf(woocommerce).createWebhook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../src/host')).storeStockTriggerOf(woocommerce).deleteWebhook(this);
			},
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await (await import('../../src/host')).storeStockTriggerOf(woocommerce).poll(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (await import('../../src/host')).storeStockTriggerOf(woocommerce).receive(this);
	}

	/** n8n passes what poll() and webhook() gave through here as the first step of the execution: only now the products count as begun. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).storeStockTriggerOf(woocommerce).begin(this);
	}
}
