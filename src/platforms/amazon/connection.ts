import { createHash } from 'node:crypto';
import type { Account } from '../../domain/account';
import type { AmazonRegion } from './constants';
import { REGIONS } from './constants';
import { amazonError } from './errors';

/** Whether Amazon's prices contain VAT: `auto` decides by the sums of each order. */
export type PricesIncludeVat = 'auto' | 'yes' | 'no';

/** One seller account in one region, as the credential holds it. */
export interface AmazonConnection {
	readonly region: AmazonRegion;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly refreshToken: string;
	/** The merchant token ("A1…"). */
	readonly sellerId: string;
	/** ISO date of the last authorisation in Seller Central. */
	readonly authorizedAt?: string;
	/** ISO date on which the client secret was made. */
	readonly secretMadeAt?: string;
	/** Instead of Amazon's hosts: https, or http on a loopback or private host. */
	readonly endpoint?: string;
	/** An HTTP(S) proxy that https goes through, with user and password where it wants them. */
	readonly httpsProxy?: string;
	readonly pricesIncludeVat: PricesIncludeVat;
}

/** Region and merchant token: what Amazon itself calls the account. */
export const accountOf = (connection: AmazonConnection): Account => ({
	platform: 'amazon',
	id: `${connection.region}:${connection.sellerId.trim()}`,
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Names the application in quota keys without writing its client id anywhere. */
export const applicationHash = (connection: AmazonConnection): string => sha256(connection.clientId).slice(0, 16);

/** Names the credential in the token cache of this process. */
export const credentialHash = (connection: AmazonConnection): string =>
	sha256(JSON.stringify([connection.endpoint, connection.clientId, connection.clientSecret, connection.refreshToken]));

/** Throws PlatformError `configuration` when a field that every call needs is empty or impossible. */
export function checkConnection(connection: AmazonConnection): void {
	const wrong = (text: string) => amazonError('configuration', 'credential', text, { advice: 'Fill in the Amazon credential.' });
	if (!Object.hasOwn(REGIONS, connection.region)) throw wrong('the region is none of na, eu, fe');
	if (connection.clientId.trim() === '') throw wrong('the client id is empty');
	if (connection.clientSecret.trim() === '') throw wrong('the client secret is empty');
	if (connection.refreshToken.trim() === '') throw wrong('the refresh token is empty');
	if (connection.sellerId.trim() === '') throw wrong('the seller id is empty');
}
