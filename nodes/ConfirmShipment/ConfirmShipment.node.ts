import type { IExecuteFunctions, ILoadOptionsFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf, testsOf } from '../../src/host/panel/credentials';
import { platformNames } from '../../src/host/panel/platform-choice';
import { PLACE_TO_TELL } from '../../src/host/platforms/roles';
import { properties } from './properties';

const credentials = credentialsOf(PLACE_TO_TELL);

export class ConfirmShipment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Confirm Shipment',
		name: 'confirmShipment',
		icon: { light: 'file:confirmShipment.svg', dark: 'file:confirmShipment.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: `={{ "to " + ${platformNames(PLACE_TO_TELL)} }}`,
		description:
			'Tells of parcels that left: the customers of a store, or Amazon, which pays an FBM order when its shipment is confirmed. Buyers from Amazon are never mailed. Running it twice is safe.',
		defaults: { name: 'Confirm Shipment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Confirmed', 'Needs Attention'],
		credentials,
		properties,
	};

	methods = {
		loadOptions: {
			async getStatusesPartlyShipped(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadStatusesToGive(this, 'partlyShipped');
			},
			async getStatusesShipped(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadStatusesToGive(this, 'shipped');
			},
			async getStatusesDelivered(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadStatusesToGive(this, 'delivered');
			},
		},
		credentialTest: testsOf(credentials),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).confirmShipment(this);
	}
}
