import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class StorebridgeDatabaseApi implements ICredentialType {
	name = 'storebridgeDatabaseApi';

	displayName = 'Storebridge Database API';

	icon: Icon = { light: 'file:storebridge.svg', dark: 'file:storebridge.dark.svg' };

	documentationUrl = 'https://github.com/storebridge/n8n-nodes-storebridge#database';

	// Tested by the nodes (`testedBy`).
	properties: INodeProperties[] = [
		{
			displayName:
				'Only for several clients in one n8n, each with a memory of its own: nodes ask for this credential where "A PostgreSQL of Its Own" is chosen under Options > "Where Storebridge Keeps Its Memory". Without it all nodes share one memory beside n8n\'s own data.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{ displayName: 'Host', name: 'host', type: 'string', default: '', required: true, placeholder: 'e.g. postgres' },
		{ displayName: 'Port', name: 'port', type: 'number', default: 5432 },
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: 'storebridge',
			required: true,
			description: "Another one for each client, and not n8n's own: who names the same database shares its memory",
		},
		{ displayName: 'User', name: 'user', type: 'string', default: 'storebridge', required: true },
		{ displayName: 'Password', name: 'password', type: 'string', typeOptions: { password: true }, default: '' },
		{
			displayName: 'TLS',
			name: 'tls',
			type: 'options',
			options: [
				{ name: 'Off (Private Network Only)', value: 'off' },
				{ name: 'On, Certificate Checked', value: 'verify' },
				{ name: 'On, With Your Own Authority', value: 'ownAuthority' },
			],
			default: 'verify',
		},
		{
			displayName: 'Certificate Authority',
			name: 'ca',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			displayOptions: { show: { tls: ['ownAuthority'] } },
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
		},
		{
			displayName: 'Fingerprint Key',
			name: 'fingerprintKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A long random text of your own (32 characters or more), the same as long as the database lives. It opens the key of the hashes that personal data is only ever remembered as.',
		},
	];
}
