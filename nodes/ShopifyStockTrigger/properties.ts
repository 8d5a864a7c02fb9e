import type { INodeProperties } from 'n8n-workflow';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { runsAtOnceOption } from '../../src/host/panel/runs-at-once';
import { instantChoice } from '../../src/host/panel/store-trigger-fields';

export const properties: INodeProperties[] = [
	instantChoice('stock changes', ' Linked products are looked at once more each night.'),
	optionsWithMemory([runsAtOnceOption]),
];
