import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialDescription,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';
import type { Platform } from '../platforms/table';
import { fitting, type Role } from '../platforms/roles';
import { databaseCredential } from './memory';

/**
 * The credentials of the platforms that may take a place of the node, and the one of the database. `hide`, not `show`:
 * the editor takes a parameter that credentials are shown by for the node's authentication and does not show it in
 * the panel.
 */
export const credentialsOf = (...roles: readonly Role[]): INodeCredentialDescription[] => [...roles.flatMap(ofRole), databaseCredential];

/** The same, those of a place left out where an operation has no use for it. */
export const withoutIn = (
	operations: readonly string[],
	role: Role,
	credentials: readonly INodeCredentialDescription[],
): INodeCredentialDescription[] => {
	const own = fitting(role).map(({ credential }) => credential);
	return credentials.map((credential) =>
		own.includes(credential.name)
			? { ...credential, displayOptions: { hide: { ...credential.displayOptions?.hide, operation: [...operations] } } }
			: credential,
	);
};

/** The same, where some operations take one of several places: whatever is not chosen for this one is left out. */
export const alsoChosenBy = (role: Role, credentials: readonly INodeCredentialDescription[]): INodeCredentialDescription[] =>
	credentials.map((credential) => {
		const platforms = fitting(role);
		const others = platforms.filter((one) => one.credential !== credential.name).map(({ name }) => name);
		if (others.length === 0 || others.length === platforms.length) return credential;
		return {
			...credential,
			displayOptions: { ...credential.displayOptions, hide: { ...credential.displayOptions?.hide, [role.parameter]: others } },
		};
	});

/** Those of a place that only some choice in the collection "Options" needs; `show` by a path is safe, see databaseCredential. */
export const credentialsWhere = (role: Role, option: string, value: string): INodeCredentialDescription[] =>
	ofRole(role).map((credential) => ({
		...credential,
		displayOptions: { ...credential.displayOptions, show: { [`/options.${option}`]: [value] } },
	}));

/** The credentials of a node that is for one platform by its name. */
export const credentialsFor = (platform: Platform): INodeCredentialDescription[] => [ofPlatform(platform), databaseCredential];

const ofPlatform = ({ credential, account }: Platform): INodeCredentialDescription => ({
	name: credential,
	displayName: account,
	required: true,
	testedBy: `${credential}Test`,
});

function ofRole(role: Role): INodeCredentialDescription[] {
	const platforms = fitting(role);
	return platforms.map((platform) => {
		const others = platforms.map(({ name }) => name).filter((name) => name !== platform.name);
		return {
			...ofPlatform(platform),
			...(others.length === 0 ? {} : { displayOptions: { hide: { [role.parameter]: others } } }),
		};
	});
}

type CredentialTests = NonNullable<NonNullable<INodeType['methods']>['credentialTest']>;

/** What n8n calls for the "Test" of each of these credentials. */
export const testsOf = (credentials: readonly INodeCredentialDescription[]): CredentialTests =>
	Object.fromEntries(
		credentials.map(({ name }) => [
			`${name}Test`,
			async function (this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
				return await (await import('..')).testCredential(name, credential);
			},
		]),
	);
