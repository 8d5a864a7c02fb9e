import type { ICredentialsDecrypted, ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';
import { PlatformError } from '../domain/platform-error';
import { createAmazon } from '../platforms/amazon';
import { createWooCommerce } from '../platforms/woocommerce';
import type { ConnectionCheck } from '../ports/connection-check';
import { systemClock } from './clock';
import { amazonConnection, postgresSettings, wooCommerceConnection } from './credentials';
import { openFromCredential } from './open-database';
import { unlimitedBuckets } from './unlimited-buckets';

/** The editor waits for the answer. */
const BUDGET_MS = 20_000;

export async function testAmazonCredential(credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await report(() => {
		const connection = amazonConnection(dataOf(credential));
		return createAmazon(connection, { clock: systemClock, buckets: unlimitedBuckets, budgetMs: BUDGET_MS }).connectionCheck;
	});
}

export async function testWooCommerceCredential(credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await report(
		() => createWooCommerce(wooCommerceConnection(dataOf(credential)), { clock: systemClock, budgetMs: BUDGET_MS }).connectionCheck,
	);
}

export async function testDatabaseCredential(credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const settings = postgresSettings(dataOf(credential));
	if (settings.hmacKey.length < 32) return wrong('The fingerprint key has fewer than 32 characters. Take a long random text and keep it.');
	try {
		await openFromCredential(settings);
		return { status: 'OK', message: 'Connected, and the tables are there.' };
	} catch (error) {
		return wrong(error instanceof Error ? error.message : 'The database could not be opened');
	}
}

const dataOf = (credential: ICredentialsDecrypted): ICredentialDataDecryptedObject => credential.data ?? {};

const sentences = (...texts: readonly (string | undefined)[]): string =>
	texts.flatMap((text) => (text === undefined || text === '' ? [] : [/[.!?]$/.test(text) ? text : `${text}.`])).join(' ');

const wrong = (...texts: readonly (string | undefined)[]): INodeCredentialTestResult => ({ status: 'Error', message: sentences(...texts) });

async function report(make: () => ConnectionCheck): Promise<INodeCredentialTestResult> {
	try {
		const { ok, summary, findings } = await make().check();
		const texts = findings.flatMap(({ text, advice }) => [text, advice]);
		return ok ? { status: 'OK', message: sentences(summary, ...texts) } : wrong(...(texts.length > 0 ? texts : [summary]));
	} catch (error) {
		if (error instanceof PlatformError) return wrong(error.message, error.details.advice);
		return wrong(error instanceof Error ? error.message : 'The connection could not be tested');
	}
}
