import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf, testsOf } from '../../src/host/panel/credentials';
import { CHANNEL_OF_COPIES, STORE_WITH_COPIES } from '../../src/host/platforms/roles';
import { properties } from './properties';

const credentials = credentialsOf(CHANNEL_OF_COPIES, STORE_WITH_COPIES);

export class CancelAmazonOrder implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cancel Amazon Order',
		name: 'cancelAmazonOrder',
		icon: { light: 'file:cancelAmazonOrder.svg', dark: 'file:cancelAmazonOrder.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ {"report": "report", "cancel": "cancel at Amazon"}[$parameter["operation"]] }}',
		description:
			'Tells which Amazon orders were cancelled or refunded in the store alone, and cancels FBM orders at Amazon. Running it twice is safe.',
		defaults: { name: 'Cancel Amazon Order' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Done', 'Needs Attention'],
		credentials,
		properties,
	};

	methods = { credentialTest: testsOf(credentials) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).cancelAmazonOrder(this);
	}
}
