import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
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

export class WooCommerceOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WooCommerce Order Trigger',
		name: 'wooCommerceOrderTrigger',
		icon: { light: 'file:wooCommerceOrderTrigger.svg', dark: 'file:wooCommerceOrderTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}',
		description:
			'Starts the workflow with paid, shipped, cancelled, refunded and changed orders of a WooCommerce store, within seconds. No order is lost or given twice, also when n8n is stopped.',
		eventTriggerDescription: '',
		activationMessage: 'The store calls this workflow for its orders; the poll times you chose find what it missed.',
		defaults: { name: 'WooCommerce Order Trigger' },
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
		loadOptions: {
			async getStatuses(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadStoreStatuses(this, woocommerce);
			},
		},
		credentialTest: testsOf(credentials),
	};

	webhookMethods = {
		default: {
			/** Creating looks for itself what is there and what is missing. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../src/host')).storeOrderTriggerOf(woocommerce).createWebhook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await (await import('../../src/host')).storeOrderTriggerOf(woocommerce).deleteWebhook(this);
			},
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await (await import('../../src/host')).storeOrderTriggerOf(woocommerce).poll(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (await import('../../src/host')).storeOrderTriggerOf(woocommerce).receive(this);
	}

	/** n8n passes what poll() and webhook() gave through here as the first step of the execution: only now the orders count as begun. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).storeOrderTriggerOf(woocommerce).begin(this);
	}
}
