import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { properties } from './properties';

export class ConfirmShipment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Confirm Shipment',
		name: 'confirmShipment',
		icon: { light: 'file:confirmShipment.svg', dark: 'file:confirmShipment.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ "to " + $parameter["store"] }}',
		description:
			'Shows the customer of a store where the parcels are: carrier, number and link. Buyers from Amazon are never mailed. Running it twice is safe.',
		defaults: { name: 'Confirm Shipment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Confirmed', 'Needs Attention'],
		credentials: [
			{ name: 'wooCommerceStoreApi', displayName: 'WooCommerce Store', required: true },
			{ name: 'storebridgeDatabaseApi', displayName: 'Storebridge Database (Only for PostgreSQL)', required: false },
		],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).confirmShipment(this);
	}
}
