import { Credentials } from 'n8n-core';
import {
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
} from 'n8n-workflow';

/** A credential as a person would have filled it in; fields left out take their defaults. */
export interface EngineCredential {
	readonly type: string;
	readonly data: ICredentialDataDecryptedObject;
}

/** Where a type's fields and defaults come from. */
export interface CredentialTypes {
	/** Undefined where nobody has this type. */
	credentialType(type: string): ICredentialType | undefined;
}

/** n8n's own keeps credentials encrypted in its database; this one has them by name, with the defaults applied alike. */
export class EngineCredentials extends ICredentialsHelper {
	private readonly types: CredentialTypes;
	private readonly byName: Readonly<Record<string, EngineCredential>>;

	constructor(types: CredentialTypes, byName: Readonly<Record<string, EngineCredential>>) {
		super();
		this.types = types;
		this.byName = byName;
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const authenticate = this.types.credentialType(typeName)?.authenticate;
		const options = requestOptions as IHttpRequestOptions;
		if (authenticate === undefined) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		throw new Error(`The credential ${typeName} authenticates by a declaration, which this harness does not carry out`);
	}

	override async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async getCredentials(details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		const credentials = new Credentials({ id: details.id, name: details.name }, type);
		await credentials.setData(this.find(details, type).data);
		return credentials;
	}

	override async getDecrypted(
		_additionalData: unknown,
		details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const { data } = this.find(details, type);
		const properties = this.types.credentialType(type)?.properties ?? [];
		const filled = NodeHelpers.getNodeParameters(
			properties,
			data as Parameters<typeof NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		);
		return { ...data, ...filled } as ICredentialDataDecryptedObject;
	}

	override async updateCredentials(): Promise<void> {
		throw new Error('A node tried to change a credential');
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('A node tried to change a credential');
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return this.types.credentialType(type)?.properties ?? [];
	}

	private find({ name }: INodeCredentialsDetails, type: string): EngineCredential {
		const found = this.byName[name];
		if (found === undefined || found.type !== type) throw new Error(`The test has no credential "${name}" of type ${type}`);
		return found;
	}
}
