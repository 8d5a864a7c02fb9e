import { PlatformError } from '../../domain/platform-error';
import type { Clock } from '../../ports/clock';
import type { ConnectionCheck, ConnectionReport, Finding, Inspection } from '../../ports/connection-check';
import type { AmazonClient } from './client';
import type { AmazonConnection } from './connection';
import { findMarketplace, REGION_NAMES, REGIONS } from './constants';
import { expiriesOf, expiring, undated } from './inspection/expiries';
import { inspectAccount, marketplaceSeen } from './inspection/inspect-account';
import { askParticipations, readParticipations, type WireParticipation } from './participations';

interface Judged {
	readonly findings: readonly Finding[];
	/** Those that it takes part in. */
	readonly marketplaces: readonly WireParticipation[];
	readonly clockAheadMs?: number;
}

export interface AmazonConnectionCheckOptions {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
	readonly clock: Clock;
}

const blocking = (code: string, text: string, advice: string): Finding => ({ code, severity: 'broken', text, advice });
const note = (code: string, text: string, advice: string): Finding => ({ code, severity: 'warn', text, advice });

/** What a failed first call says about the credential. */
function fault(error: PlatformError): Finding {
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
	return { ...blocking(kind, error.message, advice), ...(error.passing ? { passes: true } : {}) };
}

const describeMarketplace = ({ marketplace }: WireParticipation): string =>
	findMarketplace(marketplace.id)?.country ?? marketplace.countryCode ?? marketplace.id;

/** Tells whether an Amazon credential works, and which part of it does not. */
export function createAmazonConnectionCheck({ connection, client, clock }: AmazonConnectionCheckOptions): ConnectionCheck {
	/** A region that does not know the account answers like one where a role is missing; another region that knows it tells them apart. */
	const denied = async (): Promise<Finding> => {
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
	const sellerId = async (marketplaceId: string): Promise<Finding[]> => {
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

	const judge = async (): Promise<Judged> => {
		const judged: Finding[] = [];
		try {
			client().forgetToken();
			const { known, answeredAt } = await askParticipations(client());
			const clockAheadMs = answeredAt === undefined ? {} : { clockAheadMs: answeredAt - clock.now() };
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
				return { findings: judged, marketplaces, ...clockAheadMs };
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
			return { findings: judged, marketplaces, ...clockAheadMs };
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			judged.push(error.details.kind === 'permission' ? await denied() : fault(error));
			return { findings: judged, marketplaces: [] };
		}
	};

	const reportOf = ({ findings, marketplaces }: Judged): ConnectionReport => {
		const ok = !findings.some(({ severity }) => severity === 'broken');
		const account = `Amazon account ${connection.sellerId} in ${REGIONS[connection.region]?.name ?? 'an unknown region'}`;
		const count = marketplaces.length === 1 ? '1 marketplace' : `${marketplaces.length} marketplaces`;
		const summary = ok ? `${account} with ${count}: ${marketplaces.map(describeMarketplace).join(', ')}` : `${account} cannot be used`;
		return { ok, summary, findings };
	};

	return {
		async check(): Promise<ConnectionReport> {
			const judged = await judge();
			return reportOf({ ...judged, findings: [...expiring(expiriesOf(connection, clock.now())), ...judged.findings] });
		},

		async inspect(): Promise<Inspection> {
			const judged = await judge();
			const expiries = expiriesOf(connection, clock.now());
			const { clockAheadMs } = judged;
			const seen = {
				expiries,
				marketplaces: judged.marketplaces.map(marketplaceSeen),
				...(clockAheadMs === undefined ? {} : { clockAheadMs }),
			};
			const aging = [...expiring(expiries), ...undated(expiries)];
			const report = reportOf({ ...judged, findings: [...judged.findings, ...aging] });
			if (!report.ok) return { ...report, ...seen };
			const { findings, ...more } = await inspectAccount({ connection, client: client(), clock }, judged);
			return { ...reportOf({ ...judged, findings: [...report.findings, ...findings] }), ...seen, ...more };
		},
	};
}
