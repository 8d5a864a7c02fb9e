import type { INodeProperties } from 'n8n-workflow';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { runsAtOnceOption } from '../../src/host/panel/runs-at-once';
import { firstImportChoice, instantChoice, storeEventsChoice } from '../../src/host/panel/store-trigger-fields';

export const properties: INodeProperties[] = [
	storeEventsChoice({
		cancelled: 'Cancelled or put in the trash',
		paid: 'Cash on delivery counts once it is paid',
		shipped: 'A fulfillment or tracking number was noted, or the order was completed',
	}),
	instantChoice('something happens'),
	firstImportChoice('completed, cancelled, refunded, failed, in the trash or in a status that means shipped'),
	optionsWithMemory([
		runsAtOnceOption,
		{
			displayName: 'Status Names or IDs That Mean Shipped',
			name: 'shippedStatuses',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getStatuses' },
			default: [],
			description:
				'WooCommerce has no status for it, plugins add one. First Import leaves its orders out. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	]),
];
