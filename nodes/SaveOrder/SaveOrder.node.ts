import type { IExecuteFunctions, ILoadOptionsFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { credentialsOf, credentialsWhere, testsOf } from '../../src/host/panel/credentials';
import { platformNames } from '../../src/host/panel/platform-choice';
import { CHANNEL_WITH_LISTINGS, STORE_TO_SAVE_IN } from '../../src/host/platforms/roles';
import { properties } from './properties';

const credentials = [...credentialsWhere(CHANNEL_WITH_LISTINGS, 'linesWithoutProduct', 'create'), ...credentialsOf(STORE_TO_SAVE_IN)];

export class SaveOrder implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Save Order',
		name: 'saveOrder',
		icon: { light: 'file:saveOrder.svg', dark: 'file:saveOrder.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: `={{ $parameter["dryRun"] ? "dry run" : "to " + ${platformNames(STORE_TO_SAVE_IN)} }}`,
		description:
			'Writes Amazon orders into a store, each exactly once, and keeps them up to date until they are shipped. Running it twice is safe.',
		defaults: { name: 'Save Order' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Saved', 'Needs Attention'],
		credentials,
		properties,
	};

	methods = {
		loadOptions: {
			async getMarketplaces(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadMarketplaces(this);
			},
			async getStatuses(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadStatusesToSave(this, 'made');
			},
			async getStatusesCancelAsked(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadStatusesToSave(this, 'cancelAsked');
			},
			async getStatusesDelivered(this: ILoadOptionsFunctions) {
				return await (await import('../../src/host')).loadStatusesToSave(this, 'arrived');
			},
		},
		credentialTest: testsOf(credentials),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).saveOrder(this);
	}
}
