import { shownIn, type Operation } from '../operation';

const OPERATION = ['erasePersonalData'];
const WRITES = { whatToDo: ['erase', 'eraseArchived'] };

export const erasePersonalData: Operation = {
	entry: {
		name: 'Erase Personal Data',
		value: 'erasePersonalData',
		action: 'Erase personal data',
		description: 'Erase names, addresses and what buyers wrote from orders that were bought at Amazon, some time after they arrived',
	},
	subtitle: 'erase personal data',
	fields: [
		{
			displayName: 'What to Do',
			name: 'whatToDo',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Archive', value: 'archive', description: 'Give an encrypted file of what is due, for tax; nothing is erased' },
				{ name: 'Erase', value: 'erase', description: 'Erase what is due' },
				{
					name: 'Erase What Was Archived',
					value: 'eraseArchived',
					description: 'Erase what the item of "Archive" names, once its file is stored; nothing else',
				},
			],
			default: 'erase',
			displayOptions: shownIn(OPERATION),
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: true,
			displayOptions: shownIn(OPERATION, WRITES),
			description: 'Whether to only list what would be erased, and erase nothing. What is erased cannot be brought back.',
		},
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
			displayOptions: shownIn(OPERATION, { whatToDo: ['archive'] }),
			description:
				'The public key that the archive is encrypted to, as "age-keygen" prints it. Only whoever has the private key, which belongs outside n8n, can open it.',
		},
		{
			displayName: 'Days',
			name: 'eraseDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			displayOptions: shownIn(OPERATION),
			description:
				'Days after the delivery; after the shipping where the delivery is not known, after the cancellation where nothing ships. Amazon allows 30.',
		},
		{
			displayName: 'Keep Orders With Meta Key',
			name: 'keepKey',
			type: 'string',
			default: '_storebridge_keep',
			displayOptions: shownIn(OPERATION),
			description:
				'Orders that have this custom field, with anything but "no" in it, or this tag where orders have tags, are left as they are and listed: a dispute, a recall',
		},
		{
			displayName: 'Max Orders',
			name: 'eraseLimit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 5000 },
			default: 500,
			displayOptions: shownIn(OPERATION, { whatToDo: ['archive', 'erase'] }),
			description: 'How many orders a run takes at most, oldest first; the next one goes on',
		},
	],
	options: [
		{
			displayName: 'Let an AI Agent Erase',
			name: 'allowAsTool',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/operation': OPERATION } },
			description: 'Whether the node really erases as a tool of an AI agent; otherwise it only lists what would be erased',
		},
	],
};
