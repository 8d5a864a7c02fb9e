import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { wholeNumber } from './whole-number';

/** All, or the first so many: the two fields that n8n's nodes have for it. */
export const howMany = ({ show }: IDisplayOptions): readonly INodeProperties[] => [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: { show: { ...show } },
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { ...show, returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** Undefined: all. */
export const atMost = (context: IExecuteFunctions, input: number): number | undefined =>
	context.getNodeParameter('returnAll', input, false) === true
		? undefined
		: wholeNumber(context, 'Limit', context.getNodeParameter('limit', input, 50), 1);
