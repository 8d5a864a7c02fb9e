import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsFor, testsOf } from '../../src/host/panel/credentials';
import { amazon } from '../../src/host/platforms/table';
import { properties } from './properties';

const credentials = credentialsFor(amazon);

export class AmazonOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Amazon Order Trigger',
		name: 'amazonOrderTrigger',
		icon: { light: 'file:amazonOrderTrigger.svg', dark: 'file:amazonOrderTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].map((event) => ({"toShip": "to ship", "shippedByAmazon": "shipped by Amazon", "cancelled": "cancelled", "cancelRequested": "buyer asks to cancel", "changed": "any other change"})[event]).join(", ") }}',
		description:
			'Starts the workflow with new, shipped, cancelled and changed orders of an Amazon seller account. No order is lost or given twice, also when n8n is stopped.',
		activationMessage: 'Your workflow will now check Amazon for orders at the poll times you chose and start with those it finds.',
		defaults: { name: 'Amazon Order Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties,
	};

	methods = {
		loadOptions: {
			async getMarketplaces(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadMarketplaces(this);
			},
		},
		credentialTest: testsOf(credentials),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await (await import('../../src/host')).amazonOrderTrigger.poll(this);
	}

	/** n8n passes what poll() gave through here as the first step of the execution: only now the orders count as begun. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).amazonOrderTrigger.begin(this);
	}
}
