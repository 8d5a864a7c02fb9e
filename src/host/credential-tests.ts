import type { ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';
import { PlatformError } from '../domain/platform-error';
import { adapterOf, type Fields } from './platforms/adapters';
import { systemClock } from './clock';
import { openFromCredential } from './open-database';
import { DATABASE_CREDENTIAL } from './panel/memory';
import { platformOfCredential, type Platform } from './platforms/table';
import { postgresSettings } from './postgres-settings';
import { unlimitedBuckets } from './unlimited-buckets';

/** The editor waits for the answer. */
const BUDGET_MS = 20_000;

/** "Test" of a credential of this type. */
export async function testCredential(type: string, { data = {} }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	if (type === DATABASE_CREDENTIAL) return await testDatabase(data);
	const platform = platformOfCredential(type);
	return platform === undefined ? wrong('Nothing can test this credential') : await testPlatform(platform, data);
}

async function testDatabase(fields: Fields): Promise<INodeCredentialTestResult> {
	const settings = postgresSettings(fields);
	if (settings.hmacKey.length < 32) return wrong('The fingerprint key has fewer than 32 characters. Take a long random text and keep it.');
	try {
		await openFromCredential(settings);
		return { status: 'OK', message: 'Connected, and the tables are there.' };
	} catch (error) {
		return wrong(error instanceof Error ? error.message : 'The database could not be opened');
	}
}

const sentences = (...texts: readonly (string | undefined)[]): string =>
	texts.flatMap((text) => (text === undefined || text === '' ? [] : [/[.!?]$/.test(text) ? text : `${text}.`])).join(' ');

const wrong = (...texts: readonly (string | undefined)[]): INodeCredentialTestResult => ({ status: 'Error', message: sentences(...texts) });

/** What a workflow tries again by itself, whoever tests a credential tries again. */
const byHand = (advice: string | undefined): string | undefined =>
	advice?.replaceAll(/[^.]*\b(?:by itself|tried again)[^.]*\./g, (sentence) => `${/^\s*/.exec(sentence)?.[0] ?? ''}Try again.`);

async function testPlatform(platform: Platform, fields: Fields): Promise<INodeCredentialTestResult> {
	try {
		const surroundings = { clock: systemClock, buckets: unlimitedBuckets, budgetMs: BUDGET_MS };
		const { connectionCheck } = adapterOf(platform).bind(fields, surroundings, ['connectionCheck']);
		const { ok, summary, findings } = await connectionCheck.check();
		const texts = findings.flatMap(({ text, advice }) => [text, byHand(advice)]);
		return ok ? { status: 'OK', message: sentences(summary, ...texts) } : wrong(...(texts.length > 0 ? texts : [summary]));
	} catch (error) {
		if (error instanceof PlatformError) return wrong(error.message, byHand(error.details.advice));
		return wrong(error instanceof Error ? error.message : 'The connection could not be tested');
	}
}
