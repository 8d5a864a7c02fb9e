import type { INodeProperties } from 'n8n-workflow';
import { optionsWithMemory } from '../../src/host/panel/memory';
import { platformChoice } from '../../src/host/panel/platform-choice';
import { ACCOUNT_WITH_SALES } from '../../src/host/platforms/roles';
import type { Operation } from './operation';
import { checkStore } from './operations/check-store';
import { deleteCancelled } from './operations/delete-cancelled';
import { erasePersonalData } from './operations/erase-personal-data';
import { digest } from './operations/digest';
import { list } from './operations/list';
import { markSynced } from './operations/mark-synced';
import { note } from './operations/note';
import { reattach } from './operations/reattach';
import { reconcile } from './operations/reconcile';
import { retry } from './operations/retry';
import { summarize } from './operations/summarize';
import { toShip } from './operations/to-ship';

/** By their names. */
const OPERATIONS: readonly Operation[] = [
	checkStore,
	deleteCancelled,
	digest,
	erasePersonalData,
	list,
	toShip,
	markSynced,
	note,
	reattach,
	reconcile,
	retry,
	summarize,
];

const SUBTITLES = Object.fromEntries(OPERATIONS.map(({ entry, subtitle: told }) => [entry.value, told]));

export const subtitle = `={{ ${JSON.stringify(SUBTITLES)}[$parameter["operation"]] }}`;

export const properties: INodeProperties[] = [
	// What needs both sides asks for no choice between them.
	...platformChoice(ACCOUNT_WITH_SALES, { hide: { operation: ['reconcile'] } }),
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: OPERATIONS.map(({ entry }) => entry),
		default: 'list',
	},
	...OPERATIONS.flatMap(({ fields }) => fields),
	optionsWithMemory(OPERATIONS.flatMap(({ options = [] }) => options)),
];
