import { offsetIn } from '../../../domain/time-zones';
import type { Clock } from '../../../ports/clock';
import type { Finding, Inspection, MarketplaceSeen, QuotaLeft, RoleSeen, Trading } from '../../../ports/connection-check';
import type { AmazonClient } from '../client';
import type { AmazonConnection } from '../connection';
import { findMarketplace, OPERATIONS, SEARCH_RESERVE, TIME_ZONES, type OperationName } from '../constants';
import type { WireParticipation } from '../participations';
import { rolesOf } from './roles';

/** Those that orders, stock, sendings and confirmations wait for. */
const WATCHED: readonly OperationName[] = [
	'searchOrders',
	'getOrder',
	'searchListingsItems',
	'patchListingsItem',
	'createReport',
	'confirmShipment',
	'createFeed',
	'createFulfillmentOrder',
];

export function marketplaceSeen({ marketplace: { id, countryCode }, participation }: WireParticipation): MarketplaceSeen {
	const known = findMarketplace(id);
	return {
		id,
		name: known?.name ?? countryCode ?? id,
		...(known === undefined ? {} : { currency: known.currency }),
		suspended: participation.hasSuspendedListings,
	};
}

interface Sold {
	readonly marketplaces: readonly WireParticipation[];
}

interface Account {
	readonly connection: AmazonConnection;
	readonly client: AmazonClient;
	readonly clock: Clock;
}

const distinct = (values: readonly (string | undefined)[]): readonly string[] => [...new Set(values.flatMap((value) => value ?? []))];

function tradingIn({ marketplaces }: Sold, now: number): Trading {
	const known = marketplaces.map(({ marketplace: { id } }) => findMarketplace(id));
	return {
		currencies: distinct(known.map((one) => one?.currency)),
		offsets: distinct(known.map((one) => (one === undefined ? undefined : offsetIn(TIME_ZONES[one.country] ?? '', now)))),
	};
}

async function quotaOf(client: AmazonClient): Promise<readonly QuotaLeft[]> {
	const left: QuotaLeft[] = [];
	for (const operation of WATCHED) {
		const calls = await client.level(operation);
		left.push({ operation, calls, left: Math.min(1, Math.round((calls / OPERATIONS[operation].plan.burst) * 100) / 100) });
	}
	return left;
}

const missing = ({ role, note }: RoleSeen): Finding => ({
	code: 'roleMissing',
	severity: 'warn',
	text: `The role "${role}" is missing. It is for: ${note}`,
	advice: `If you need that, add the role to the app in Seller Central, authorise the app again, and put the new refresh token, with its date, into the credential.`,
});

const exhausted = (quota: readonly QuotaLeft[]): Finding[] =>
	quota.some(({ operation, calls }) => operation === 'searchOrders' && calls < SEARCH_RESERVE)
		? [
				{
					code: 'quotaLow',
					severity: 'warn',
					text: `Hardly any searches of orders are left now; Amazon gives one in three minutes`,
					advice: 'Nothing, if it passes. If it stays so, something else uses the same keys, or several workflows poll too often.',
					passes: true,
				},
			]
		: [];

/** What works of an account that lets us in, by a handful of readings. */
export async function inspectAccount(
	{ connection, client, clock }: Account,
	sold: Sold,
): Promise<Pick<Inspection, 'findings' | 'trading' | 'roles' | 'quota'>> {
	const [first] = sold.marketplaces;
	const account = { sellerId: connection.sellerId, marketplace: first?.marketplace.id ?? '' };
	const roles = await rolesOf(client, account, clock.now());
	const quota = await quotaOf(client);
	return {
		findings: [...roles.filter(({ state }) => state === 'missing').map(missing), ...exhausted(quota)],
		trading: tradingIn(sold, clock.now()),
		roles,
		quota,
	};
}
