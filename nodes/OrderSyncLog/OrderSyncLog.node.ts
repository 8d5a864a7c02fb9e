import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { alsoChosenBy, credentialsOf, testsOf } from '../../src/host/panel/credentials';
import { ACCOUNT_WITH_SALES, STORE_TO_COMPARE } from '../../src/host/platforms/roles';
import { properties, subtitle } from './properties';

const credentials = alsoChosenBy(STORE_TO_COMPARE, credentialsOf(ACCOUNT_WITH_SALES));

export class OrderSyncLog implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Order Sync Log',
		name: 'orderSyncLog',
		icon: { light: 'file:orderSyncLog.svg', dark: 'file:orderSyncLog.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle,
		description: 'Shows every sale with its state and reason, and retries those that need attention. Running it twice is safe.',
		defaults: { name: 'Order Sync Log' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		// Where a day is reconciled, what is missing comes out by itself.
		outputs:
			'={{ $parameter["operation"] === "reconcile" ? [{ type: "main", displayName: "Missing" }, { type: "main", displayName: "The Rest" }] : ["main"] }}',
		credentials,
		properties,
	};

	methods = { credentialTest: testsOf(credentials) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).orderSyncLog(this);
	}
}
