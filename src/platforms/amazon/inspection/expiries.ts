import { iso } from '../../../domain/time';
import type { Expiry, Finding } from '../../../ports/connection-check';
import type { AmazonConnection } from '../connection';
import { AUTHORIZATION_LIFETIME_DAYS, SECRET_LIFETIME_DAYS, WARN_DAYS_BEFORE } from '../constants';

const DAY_MS = 86_400_000;

function expiry(what: Expiry['what'], madeAt: string | undefined, days: number, now: number): Expiry {
	const made = Date.parse(madeAt ?? '');
	if (Number.isNaN(made)) return { what };
	return { what, at: iso(made + days * DAY_MS), days: days - Math.floor((now - made) / DAY_MS) };
}

/** No API tells when a secret or an authorisation ends, so the credential carries when they were made. */
export const expiriesOf = ({ secretMadeAt, authorizedAt }: AmazonConnection, now: number): readonly Expiry[] => [
	expiry('clientSecret', secretMadeAt, SECRET_LIFETIME_DAYS, now),
	expiry('authorization', authorizedAt, AUTHORIZATION_LIFETIME_DAYS, now),
];

/** Those that end within a month, or ended. */
export const expiring = (expiries: readonly Expiry[]): Finding[] =>
	expiries.flatMap(({ what, days }) => {
		if (days === undefined || days > WARN_DAYS_BEFORE) return [];
		return [
			what === 'clientSecret' ? secretExpires(SECRET_LIFETIME_DAYS - days) : authorizationExpires(AUTHORIZATION_LIFETIME_DAYS - days),
		];
	});

const secretExpires = (age: number): Finding => ({
	code: 'secretExpires',
	severity: 'warn',
	text: `The client secret is ${age} days old; Amazon stops accepting it after ${SECRET_LIFETIME_DAYS}`,
	advice: 'Make a new client secret in the Developer Console and put it, with its date, into the credential.',
});

const authorizationExpires = (age: number): Finding => ({
	code: 'authorizationExpires',
	severity: 'warn',
	text: `The authorisation is ${age} days old; public applications need a new one after ${AUTHORIZATION_LIFETIME_DAYS}`,
	advice: 'Authorise the application again in Seller Central and put the new refresh token, with its date, into the credential.',
});

const FIELDS = { clientSecret: 'LWA Client Secret Made On', authorization: 'Authorized On' } as const;
const CALLED = { clientSecret: 'the client secret', authorization: 'the authorisation' } as const;

/** Those of which nobody wrote down when they were made. */
export const undated = (expiries: readonly Expiry[]): Finding[] =>
	expiries.flatMap(({ what, at }) =>
		at !== undefined
			? []
			: [
					{
						code: `${what}Undated`,
						severity: 'warn',
						text: `When ${CALLED[what]} ends is unknown: the credential does not say when it was made`,
						advice: `Fill in "${FIELDS[what]}" in the Amazon credential; then you are told in time.`,
					},
				],
	);
