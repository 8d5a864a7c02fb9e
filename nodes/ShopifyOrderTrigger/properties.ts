import type { INodeProperties } from 'n8n-workflow';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { runsAtOnceOption } from '../../src/host/panel/runs-at-once';
import { firstImportChoice, instantChoice, storeEventsChoice } from '../../src/host/panel/store-trigger-fields';

export const properties: INodeProperties[] = [
	storeEventsChoice({
		cancelled: 'Cancelled in the shop',
		paid: 'An order that is paid later counts once it is paid',
		shipped: 'A fulfillment was made',
	}),
	instantChoice('something happens'),
	firstImportChoice('fulfilled, cancelled or refunded'),
	optionsWithMemory([runsAtOnceOption]),
];
