import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Whose texts and images of a listing are taken, with a notice where they may be others' work. */
export const contentChoice = (show?: IDisplayOptions['show']): INodeProperties[] => [
	{
		displayName: 'Content',
		name: 'content',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: "Amazon's Catalog",
				value: 'catalog',
				description: 'What buyers see, which may be the work of another seller or of the brand',
			},
			{ name: 'Own Listing', value: 'listing', description: 'What the seller wrote' },
		],
		default: 'listing',
		...(show === undefined ? {} : { displayOptions: { show } }),
		description: 'Whose texts and images',
	},
	{
		displayName: "Texts and images of Amazon's catalog may belong to others. Use them elsewhere only where you have the right to.",
		name: 'contentNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...show, content: ['catalog'] } },
	},
];
