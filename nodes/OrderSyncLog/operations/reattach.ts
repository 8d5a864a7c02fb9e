import { shownIn, type Operation } from '../operation';

export const reattach: Operation = {
	entry: {
		name: 'Re-Attach Store',
		value: 'reattach',
		action: 'Reattach a store',
		description: 'Say whose store it is that answers at this address, after it moved or was copied',
	},
	subtitle: 're-attach store',
	fields: [
		{
			displayName: 'The Store Is',
			name: 'storeIs',
			type: 'options',
			options: [
				{
					name: 'It Is the Same Store',
					value: 'same',
					description: 'It moved to this address or was restored: all that is remembered of it goes on here',
				},
				{
					name: 'It Is Another Store',
					value: 'another',
					description: 'A copy, or a new store at an old address: it begins with nothing remembered',
				},
			],
			default: 'same',
			displayOptions: shownIn(['reattach']),
			description: "Whose store it is that answers at the credential's address now",
		},
		{
			displayName: 'Known At',
			name: 'knownAt',
			type: 'string',
			default: '',
			placeholder: 'e.g. shop.example',
			displayOptions: shownIn(['reattach'], { storeIs: ['same'] }),
			description: 'Where it was known until now. Only needed where it may be one of several; the node says so then.',
		},
	],
};
