import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { fitting, type Role } from '../platforms/roles';

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
