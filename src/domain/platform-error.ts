import type { PlatformName } from './account';

/**
 * What kind of failure a platform gave. Those that pass by themselves: `unreachable`, `rateLimited`, `unavailable`,
 * `unknownOutcome` (a write whose answer was lost: look before trying again). Those that need a person:
 * `credential`, `permission`, `configuration`, `rejected` (a business refusal), `notFound`, `conflict`, `contract`
 * (the answer is not what the API promises).
 */
export type FailureKind =
	| 'unreachable'
	| 'rateLimited'
	| 'unavailable'
	| 'unknownOutcome'
	| 'credential'
	| 'permission'
	| 'configuration'
	| 'rejected'
	| 'notFound'
	| 'conflict'
	| 'contract';

const PASSING: readonly FailureKind[] = ['unreachable', 'rateLimited', 'unavailable', 'unknownOutcome'];
const OF_ALL: readonly FailureKind[] = ['credential', 'permission', 'configuration', 'rateLimited'];

export interface PlatformErrorDetails {
	readonly platform: PlatformName;
	readonly kind: FailureKind;
	/** What was being done, in the platform's own words ("searchOrders", "POST orders/batch"). */
	readonly operation: string;
	readonly status?: number;
	/** The platform's own error code, e.g. `invalid_grant`. */
	readonly code?: string;
	readonly retryAfterMs?: number;
	readonly requestId?: string;
	/** What to do, one sentence, for the person who reads it. */
	readonly advice?: string;
}

/**
 * The one error that leaves a platform adapter. `message` says what happened in words fit for a shop owner: no
 * secrets, no personal data, no raw answer. The original error is deliberately not kept as `cause`: SDK errors carry
 * keys and buyers' addresses.
 */
export class PlatformError extends Error {
	constructor(
		message: string,
		readonly details: PlatformErrorDetails,
	) {
		super(message);
		this.name = 'PlatformError';
	}

	/** Whether waiting may mend it. */
	get passing(): boolean {
		return PASSING.includes(this.details.kind);
	}

	/**
	 * Whether it says nothing of the one thing that was asked for, so that all others would fail alike. A platform that does
	 * not answer may be out of reach or only fail over this one thing: that shows in what else it answers.
	 */
	get concernsAll(): boolean {
		return OF_ALL.includes(this.details.kind) || this.details.code === 'aborted';
	}
}
