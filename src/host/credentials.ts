import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { AmazonConnection } from '../platforms/amazon';
import type { WooCommerceConnection } from '../platforms/woocommerce';

export type Context = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

type Fields = ICredentialDataDecryptedObject;

const text = (fields: Fields, name: string): string => {
	const value = fields[name];
	return typeof value === 'string' ? value.trim() : '';
};

const optional = <Name extends string>(fields: Fields, name: Name): Partial<Record<Name, string>> => {
	const value = text(fields, name);
	return value === '' ? {} : ({ [name]: value } as Record<Name, string>);
};

const oneOf = <Value extends string>(value: string, values: readonly Value[], otherwise: Value): Value =>
	values.find((candidate) => candidate === value) ?? otherwise;

export const amazonConnection = (fields: Fields): AmazonConnection => ({
	region: oneOf(text(fields, 'region'), ['na', 'eu', 'fe'], 'eu'),
	clientId: text(fields, 'clientId'),
	clientSecret: text(fields, 'clientSecret'),
	refreshToken: text(fields, 'refreshToken'),
	sellerId: text(fields, 'sellerId'),
	pricesIncludeVat: oneOf(text(fields, 'pricesIncludeVat'), ['auto', 'yes', 'no'], 'auto'),
	...optional(fields, 'authorizedAt'),
	...(text(fields, 'lwaRotatedAt') === '' ? {} : { secretMadeAt: text(fields, 'lwaRotatedAt') }),
	...optional(fields, 'endpoint'),
	...optional(fields, 'httpsProxy'),
});

export const wooCommerceConnection = (fields: Fields): WooCommerceConnection => ({
	url: text(fields, 'url'),
	consumerKey: text(fields, 'consumerKey'),
	consumerSecret: text(fields, 'consumerSecret'),
	keysInQuery: fields.keysInQuery === true,
});

/** Settings of the optional PostgreSQL credential. */
export interface PostgresSettings {
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	readonly ssl: false | { readonly rejectUnauthorized: true; readonly ca?: string };
	readonly hmacKey: string;
}

export function postgresSettings(fields: Fields): PostgresSettings {
	const ca = text(fields, 'ca');
	const tls = text(fields, 'tls');
	return {
		host: text(fields, 'host'),
		port: Number(fields.port ?? 5432),
		database: text(fields, 'database'),
		user: text(fields, 'user'),
		password: text(fields, 'password'),
		ssl: tls === 'off' ? false : { rejectUnauthorized: true, ...(tls === 'ownAuthority' && ca !== '' ? { ca } : {}) },
		hmacKey: text(fields, 'fingerprintKey'),
	};
}
