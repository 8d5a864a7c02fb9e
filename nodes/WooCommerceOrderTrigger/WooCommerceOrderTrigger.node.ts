import type { ILoadOptionsFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsFor, testsOf } from '../../src/host/panel/credentials';
import { calledAt, startedByStore } from '../../src/host/panel/store-trigger';
import { woocommerce } from '../../src/host/platforms/table';
import { properties } from './properties';

const credentials = credentialsFor(woocommerce);
const { webhookMethods, poll, webhook, execute } = startedByStore(async () =>
	(await import('../../src/host')).storeOrderTriggerOf(woocommerce),
);

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
		webhooks: [calledAt('orders')],
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

	webhookMethods = webhookMethods;
	poll = poll;
	webhook = webhook;
	execute = execute;
}
