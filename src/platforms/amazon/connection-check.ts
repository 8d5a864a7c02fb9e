import { PlatformError } from '../../domain/platform-error';
import type { Clock } from '../../ports/clock';
import type { ConnectionCheck, ConnectionReport, Finding } from '../../ports/connection-check';
import type { AmazonClient } from './client';
import type { AmazonConnection } from './connection';
import { AUTHORIZATION_LIFETIME_DAYS, findMarketplace, REGION_NAMES, REGIONS, SECRET_LIFETIME_DAYS, WARN_DAYS_BEFORE } from './constants';
import { readParticipations } from './participations';
import type { WireParticipation } from './participations';

export interface AmazonConnectionCheckOptions {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
	readonly clock: Clock;
}

/** A finding that makes the connection unusable, or one that is only worth knowing. */
interface Judged {
	readonly finding: Finding;
	readonly blocking: boolean;
}

const blocking = (code: string, text: string, advice: string): Judged => ({ finding: { code, text, advice }, blocking: true });
const note = (code: string, text: string, advice: string): Judged => ({ finding: { code, text, advice }, blocking: false });

const DAY_MS = 86_400_000;

function age(date: string | undefined, now: number): number | undefined {
	const time = Date.parse(date ?? '');
	return Number.isNaN(time) ? undefined : Math.floor((now - time) / DAY_MS);
}

/** No API tells when a secret or an authorisation ends, so the credential carries when they were made. */
function aging(connection: AmazonConnection, now: number): Judged[] {
	const secret = age(connection.secretMadeAt, now) ?? 0;
	const authorization = age(connection.authorizedAt, now) ?? 0;
	return [
		...(secret >= SECRET_LIFETIME_DAYS - WARN_DAYS_BEFORE
			? [
					note(
						'secretExpires',
						`The client secret is ${secret} days old; Amazon stops accepting it after ${SECRET_LIFETIME_DAYS}`,
						'Make a new client secret in the Developer Console and put it, with its date, into the credential.',
					),
				]
			: []),
		...(authorization >= AUTHORIZATION_LIFETIME_DAYS - WARN_DAYS_BEFORE
			? [
					note(
						'authorizationExpires',
						`The authorisation is ${authorization} days old; public applications need a new one after ${AUTHORIZATION_LIFETIME_DAYS}`,
						'Authorise the application again in Seller Central and put the new refresh token, with its date, into the credential.',
					),
				]
			: []),
	];
}

/** What a failed first call says about the credential. */
function fault(error: PlatformError): Judged {
	const { kind, code, advice = 'Try again later.' } = error.details;
	if (code === 'invalid_grant')
		return blocking('refreshToken', 'The refresh token is wrong, revoked or belongs to another application', advice);
	if (code === 'invalid_client' || code === 'unauthorized_client')
		return blocking('client', 'The client id or the client secret is wrong', advice);
	if (kind === 'contract' || code === 'REFRESH_ACCESS_TOKEN_PARSE_ERROR') {
		return blocking(
			'notAmazon',
			error.message,
			'Something else than Amazon answered: check the "Endpoint" field, the proxy and the firewall.',
		);
	}
	return blocking(kind, error.message, advice);
}

const describeMarketplace = ({ marketplace }: WireParticipation): string =>
	findMarketplace(marketplace.id)?.country ?? marketplace.countryCode ?? marketplace.id;

/** Tells whether an Amazon credential works, and which part of it does not. */
export function createAmazonConnectionCheck({ connection, client, clock }: AmazonConnectionCheckOptions): ConnectionCheck {
	/** A region that does not know the account answers like one where a role is missing; another region that knows it tells them apart. */
	const denied = async (): Promise<Judged> => {
		for (const region of REGION_NAMES.filter((name) => name !== connection.region)) {
			try {
				await readParticipations(client(), region);
				return blocking(
					'region',
					`The account belongs to ${REGIONS[region].name}, the credential says ${REGIONS[connection.region].name}`,
					`Choose ${REGIONS[region].name} as region.`,
				);
			} catch {
				continue;
			}
		}
		return blocking(
			'accessDenied',
			'Amazon accepts the keys but denies access to the account',
			'Check the roles of the application, that the Amazon account is active with a Professional plan, and authorise the application again.',
		);
	};

	/** Amazon never tells an account's seller id; only a call that names it can be refused. */
	const sellerId = async (marketplaceId: string): Promise<Judged[]> => {
		const advice = 'Copy the merchant token from Seller Central, Settings, Account Info, Business Information.';
		try {
			await client().call({
				operation: 'searchListingsItems',
				path: { sellerId: connection.sellerId },
				query: { marketplaceIds: [marketplaceId], pageSize: 1 },
			});
			return [];
		} catch (error) {
			const status = error instanceof PlatformError ? error.details.status : undefined;
			if (status === 400 || status === 404) return [blocking('sellerId', 'Amazon does not accept the seller id for this account', advice)];
			const why =
				status === 403
					? 'either it belongs to another account or the application lacks the role "Product Listing"'
					: 'Amazon did not answer';
			return [note('sellerIdNotProven', `The seller id could not be proven: ${why}`, advice)];
		}
	};

	const judge = async (): Promise<{ readonly judged: readonly Judged[]; readonly marketplaces: readonly WireParticipation[] }> => {
		const judged = aging(connection, clock.now());
		try {
			client().forgetToken();
			const known = await readParticipations(client());
			const marketplaces = known.filter(({ participation }) => participation.isParticipating);
			const [first] = marketplaces;
			if (first === undefined) {
				judged.push(
					blocking(
						'noMarketplace',
						'The account sells in no marketplace of this region',
						'Check the region, or register the account for a marketplace in Seller Central.',
					),
				);
				return { judged, marketplaces };
			}
			const suspended = marketplaces.filter(({ participation }) => participation.hasSuspendedListings);
			if (suspended.length > 0) {
				judged.push(
					note(
						'listingsSuspended',
						`Listings are inactive in ${suspended.map(describeMarketplace).join(', ')}`,
						'Look at the account health in Seller Central.',
					),
				);
			}
			judged.push(...(await sellerId(first.marketplace.id)));
			return { judged, marketplaces };
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			judged.push(error.details.kind === 'permission' ? await denied() : fault(error));
			return { judged, marketplaces: [] };
		}
	};

	return {
		async check(): Promise<ConnectionReport> {
			const { judged, marketplaces } = await judge();
			const ok = !judged.some((entry) => entry.blocking);
			const account = `Amazon account ${connection.sellerId} in ${REGIONS[connection.region]?.name ?? 'an unknown region'}`;
			const count = marketplaces.length === 1 ? '1 marketplace' : `${marketplaces.length} marketplaces`;
			const summary = ok ? `${account} with ${count}: ${marketplaces.map(describeMarketplace).join(', ')}` : `${account} cannot be used`;
			return { ok, summary, findings: judged.map(({ finding }) => finding) };
		},
	};
}
