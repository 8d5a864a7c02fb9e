import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { CHANNEL_OF_LISTING, fitting, type Role } from '../platforms/roles';

/** The dropdown of a place in the node: exactly the platforms that can take it. */
export function platformChoice(role: Role, displayOptions?: IDisplayOptions): INodeProperties[] {
	const platforms = fitting(role);
	if (role.named === true && platforms.length === 1) return [];
	return [
		{
			displayName: role.displayName,
			name: role.parameter,
			type: 'options',
			noDataExpression: true,
			options: platforms.map(({ displayName, name }) => ({ name: displayName, value: name })).sort((a, b) => a.name.localeCompare(b.name)),
			default: platforms[0]?.name ?? '',
			...(role.description === undefined ? {} : { description: role.description }),
			...(displayOptions === undefined ? {} : { displayOptions }),
		},
	];
}

/** For a subtitle: the chosen platform's name for people. */
export const platformNames = (role: Role): string =>
	`${JSON.stringify(Object.fromEntries(fitting(role).map(({ name, displayName }) => [name, displayName])))}[$parameter["${role.parameter}"]]`;

/** A field for the account that a listing belongs to, as each channel writes it. */
export const listingAccount = (show: Readonly<Record<string, string[]>>): INodeProperties[] => {
	const channels = fitting(CHANNEL_OF_LISTING);
	const choice = platformChoice(CHANNEL_OF_LISTING, { show });
	return [
		...choice,
		...channels.flatMap(({ name, writtenAccount }): INodeProperties[] =>
			writtenAccount === undefined
				? []
				: [
						{
							displayName: writtenAccount.displayName,
							name: 'channelAccount',
							type: 'string',
							default: '',
							required: true,
							displayOptions: { show: { ...show, ...(choice.length === 0 ? {} : { [CHANNEL_OF_LISTING.parameter]: [name] }) } },
							placeholder: writtenAccount.placeholder,
							description: writtenAccount.description,
						},
					],
		),
	];
};
