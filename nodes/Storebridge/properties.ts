import type { INodeProperties } from 'n8n-workflow';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice, platformNames } from '../../src/host/panel/platform-choice';
import { ACCOUNT_TO_READ } from '../../src/host/platforms/roles';
import { connection } from './connection';
import { order } from './order';
import { product } from './product';
import type { Resource } from './resource';
import { shipment } from './shipment';
import { stock } from './stock';

const RESOURCES: readonly Resource[] = [connection, order, product, shipment, stock];

/** What each operation of each resource does, in small letters. */
const TITLES = Object.fromEntries(
	RESOURCES.flatMap(({ entry, operation: { options = [] } }) =>
		options.flatMap((option) =>
			'value' in option ? [[`${String(entry.value)} ${String(option.value)}`, option.action?.toLowerCase()] as const] : [],
		),
	),
);

export const subtitle = `={{ ${JSON.stringify(TITLES)}[$parameter["resource"] + " " + $parameter["operation"]] + " of " + ${platformNames(ACCOUNT_TO_READ)} }}`;

export const properties: INodeProperties[] = [
	...platformChoice(ACCOUNT_TO_READ),
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: RESOURCES.map(({ entry }) => entry),
		default: 'product',
	},
	...RESOURCES.flatMap(({ operation, fields }) => [operation, ...fields]),
	optionsWithMemory(RESOURCES.flatMap(({ options }) => options)),
];
