import { PlatformError } from '../../domain/platform-error';
import { advising, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { CancelReason, ChannelCancellation } from '../../ports/channel-shipments';
import type { ParcelRow } from '../../ports/database';
import { why, type CalledOrder, type CancelDeps } from './deps';
import type { Shown } from './read-afresh';
import { cancellationOf, openLines, standingOf } from './standing';

export interface CancelWish {
	/** Left out: that the buyer cancelled, where the buyer asked for it. */
	readonly reason?: CancelReason;
	readonly dryRun: boolean;
}

/**
 * What is to be cancelled of an order, or why nothing is. Pure.
 * @param told parcels that the channel knows of, whether it shows them yet or not
 */
export function planOf(
	deps: Pick<CancelDeps, 'channel' | 'wordsOf'>,
	wish: CancelWish,
	order: CalledOrder,
	shown: Shown | undefined,
	told: readonly ParcelRow[] = [],
): ChannelCancellation | Reason | 'cancelled' {
	if (shown === undefined || shown === 'unknown') return why(deps, order, 'cancelUnknownOrder');
	if (shown instanceof PlatformError) return unread(deps, order, shown);
	const standing = standingOf(shown);
	if (standing === 'cancelled') return 'cancelled';
	if (standing === 'channelShips') return why(deps, order, 'cancelChannelShips');
	if (standing === 'left') return why(deps, order, 'cancelTooLate');
	if (openLines(shown, told).length === 0) return why(deps, order, 'cancelTooLate', say('parcelToldBefore'));
	return cancellationOf(shown, wish.reason, told) ?? why(deps, order, 'cancelReasonMissing');
}

/** The channel did not answer, and nothing was sent. */
export function unread(deps: Pick<CancelDeps, 'channel' | 'wordsOf'>, order: CalledOrder, error: PlatformError): Reason {
	if (!error.passing) return why(deps, order, 'cancelRefused', error.message);
	return advising(why(deps, order, 'amazonUnreachable', error.message), say('runAgain'));
}
