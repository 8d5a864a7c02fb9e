import { z } from 'zod';
import type { AmazonClient } from './client';
import { SHADOW_MARKETPLACES, type AmazonRegion } from './constants';
import { amazonError } from './errors';
import { describeIssues } from './fields';

const wireParticipations = z.object({
	payload: z.array(
		z.object({
			marketplace: z.object({
				id: z.string(),
				name: z.string(),
				countryCode: z.string(),
				defaultCurrencyCode: z.string(),
				domainName: z.string(),
			}),
			participation: z.object({ isParticipating: z.boolean(), hasSuspendedListings: z.boolean() }),
		}),
	),
});

export type WireParticipation = z.output<typeof wireParticipations>['payload'][number];

/** The marketplaces that the account is registered in, also those where it does not sell at the moment. */
export async function readParticipations(client: AmazonClient, region?: AmazonRegion): Promise<readonly WireParticipation[]> {
	const operation = 'getMarketplaceParticipations';
	const { body } = await client.call({ operation, ...(region === undefined ? {} : { region }) });
	const parsed = wireParticipations.safeParse(body);
	if (!parsed.success)
		throw amazonError('contract', operation, `the answer is not a list of marketplaces: ${describeIssues(parsed.error)}`);
	return parsed.data.payload.filter(({ marketplace }) => !SHADOW_MARKETPLACES.has(marketplace.id));
}

/** Ids of the marketplaces that the account sells in. */
export async function readMarketplaceIds(client: AmazonClient): Promise<readonly string[]> {
	const all = await readParticipations(client);
	return all.filter(({ participation }) => participation.isParticipating).map(({ marketplace }) => marketplace.id);
}
