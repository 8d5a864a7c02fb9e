import { z } from 'zod';
import type { AmazonClient } from './client';
import { credentialHash, type AmazonConnection } from './connection';
import { SHADOW_MARKETPLACES, type AmazonRegion } from './constants';
import { amazonError } from './errors';
import { describeIssues, id, remark } from './fields';

const wireParticipations = z.object({ payload: z.array(z.unknown()) });

/** Of one marketplace. Each is read for itself: one that cannot be read does not take the others with it. */
const wireParticipation = z.object({
	marketplace: z.object({ id, countryCode: remark }),
	participation: z.object({ isParticipating: z.boolean(), hasSuspendedListings: z.boolean().catch(false) }),
});

export type WireParticipation = z.output<typeof wireParticipation>;

/** The marketplaces that the account is registered in, also those where it does not sell at the moment. */
export const readParticipations = async (client: AmazonClient, region?: AmazonRegion): Promise<readonly WireParticipation[]> =>
	(await askParticipations(client, region)).known;

/** The same, with the time by Amazon's clock. */
export async function askParticipations(
	client: AmazonClient,
	region?: AmazonRegion,
): Promise<{ readonly known: readonly WireParticipation[]; readonly answeredAt: number | undefined }> {
	const operation = 'getMarketplaceParticipations';
	const { body, answeredAt } = await client.call({ operation, ...(region === undefined ? {} : { region }) });
	const parsed = wireParticipations.safeParse(body);
	if (!parsed.success)
		throw amazonError('contract', operation, `the answer is not a list of marketplaces: ${describeIssues(parsed.error)}`);
	const read = parsed.data.payload.map((entry) => wireParticipation.safeParse(entry));
	const known = read.flatMap(({ data }) => data ?? []);
	const [fault] = read.flatMap(({ error }) => error ?? []);
	if (known.length === 0 && fault !== undefined)
		throw amazonError('contract', operation, `no marketplace of the answer can be read: ${describeIssues(fault)}`);
	return { known: known.filter(({ marketplace }) => !SHADOW_MARKETPLACES.has(marketplace.id)), answeredAt };
}

/** Ids of the marketplaces that the account sells in. */
async function readMarketplaceIds(client: AmazonClient): Promise<readonly string[]> {
	const all = await readParticipations(client);
	return all.filter(({ participation }) => participation.isParticipating).map(({ marketplace }) => marketplace.id);
}

/** Amazon gives one request a minute for the list of an account's marketplaces, which hardly ever changes. */
const MARKETPLACES_AGE_MS = 86_400_000;

/** Marketplaces by credential. Module state on purpose: nodes make an adapter per execution. */
const known = new Map<string, { readonly ids: readonly string[]; readonly readAt: number }>();

/** One account, as what reads from it needs it. */
export interface Access {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
	readonly now: () => number;
}

/** The same, read once a day. */
export async function marketplaceIdsOf({ connection, client, now }: Access): Promise<readonly string[]> {
	const key = credentialHash(connection);
	const read = known.get(key);
	if (read !== undefined && Math.abs(now() - read.readAt) < MARKETPLACES_AGE_MS) return read.ids;
	const ids = await readMarketplaceIds(client());
	known.set(key, { ids, readAt: now() });
	return ids;
}
