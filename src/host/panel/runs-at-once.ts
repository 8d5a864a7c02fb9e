import type { INodeProperties } from 'n8n-workflow';

export const RUNS_AT_ONCE_LABEL = 'Runs at Once';
export const RUNS_AT_ONCE_OPTION = 'runsAtOnce';
export const RUNS_AT_ONCE_DEFAULT = 2;

/** How many portions of a trigger's polls may be at work. */
export const runsAtOnceOption: INodeProperties = {
	displayName: RUNS_AT_ONCE_LABEL,
	name: RUNS_AT_ONCE_OPTION,
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
	default: RUNS_AT_ONCE_DEFAULT,
	description:
		'How many executions may work at the same time when many orders wait. Each has up to 200 orders; the next one starts as soon as it may, without waiting for the poll time. 1: one after the other.',
};
