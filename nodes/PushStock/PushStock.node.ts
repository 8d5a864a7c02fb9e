import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { alsoChosenBy, credentialsOf, testsOf, withoutIn } from '../../src/host/panel/credentials';
import { searchesOf } from '../../src/host/panel/lists';
import { platformNames } from '../../src/host/panel/platform-choice';
import {
	ACCOUNT_TO_PAUSE,
	CHANNEL_WITH_STOCK,
	PLACE_WITH_STOCK,
	STORE_WITH_CATALOG,
	STORE_WITH_STOCK,
} from '../../src/host/platforms/roles';
import { properties } from './properties';

/** To pause an account, and to ask for what was handed in, one of both is enough. */
const credentials = withoutIn(
	['checkSubmissions'],
	STORE_WITH_STOCK,
	alsoChosenBy(ACCOUNT_TO_PAUSE, credentialsOf(CHANNEL_WITH_STOCK, STORE_WITH_STOCK)),
);

/** What each operation does, in small letters; that of a push is where it goes. */
const TITLES = Object.fromEntries(
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options)
		.flatMap((option) => ('value' in option && option.value !== 'push' ? [[option.value, option.action?.toLowerCase()]] : [])),
) as Readonly<Record<string, string>>;

export class PushStock implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Push Stock',
		name: 'pushStock',
		icon: { light: 'file:pushStock.svg', dark: 'file:pushStock.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: `={{ ${JSON.stringify(TITLES)}[$parameter["operation"]] ?? ($parameter["dryRun"] ? "dry run" : "to " + ${platformNames(PLACE_WITH_STOCK)}) }}`,
		description:
			'Sets quantities of FBM listings at Amazon and of products in a store: only what changed, and never of what Amazon ships. Running it twice is safe.',
		defaults: { name: 'Push Stock' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Pushed', 'Rejected'],
		credentials,
		properties,
	};

	methods = {
		listSearch: searchesOf({ products: { in: STORE_WITH_CATALOG } }),
		credentialTest: testsOf(credentials),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await import('../../src/host')).pushStock(this);
	}
}
