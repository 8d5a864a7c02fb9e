import type { INodeProperties } from 'n8n-workflow';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { runsAtOnceOption } from '../../src/host/panel/runs-at-once';

export const properties: INodeProperties[] = [
	{
		displayName: 'Instant',
		name: 'instant',
		type: 'boolean',
		default: true,
		description:
			'Whether the store calls n8n by a webhook as soon as stock changes. The poll times find what a webhook missed; without it they are all. Linked products are looked at once more each night.',
	},
	optionsWithMemory([runsAtOnceOption]),
];
