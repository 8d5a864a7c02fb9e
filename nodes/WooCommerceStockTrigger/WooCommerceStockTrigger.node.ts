import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsFor, testsOf } from '../../src/host/panel/credentials';
import { calledAt, startedByStore } from '../../src/host/panel/store-trigger';
import { woocommerce } from '../../src/host/platforms/table';
import { properties } from './properties';

const credentials = credentialsFor(woocommerce);
const { webhookMethods, poll, webhook, execute } = startedByStore(async () =>
	(await import('../../src/host')).storeStockTriggerOf(woocommerce),
);

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
		webhooks: [calledAt('products')],
		properties,
	};

	methods = {
		credentialTest: testsOf(credentials),
	};

	webhookMethods = webhookMethods;
	poll = poll;
	webhook = webhook;
	execute = execute;
}
