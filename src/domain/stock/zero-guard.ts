import { reasonOf, type Reason } from '../reasons';
import { say } from '../texts/say';
import type { Pushed, ZeroGuard } from './facts';

/** The limits, and what they are counted against. */
export type GuardGiven = ZeroGuard & {
	readonly linkedProducts: number;
	/** By runs of the last hour, so that runs of one item do not evade it. */
	readonly zeroedLastHour: number;
};

/**
 * Whether writing this takes something that may be sold there off sale. One that we zeroed and whose answer was lost was counted
 * then, and repeating it takes nothing more. What nobody knows the quantity of may be more than zero.
 * @param was what stands there now
 */
export const dropsToZero = (quantity: number, was: number | undefined, pushed: Pushed | undefined): boolean =>
	quantity === 0 && was !== 0 && !(pushed?.unsure === true && pushed.quantity === 0);

/** Why nothing may be sent, if so many would drop to zero. */
export function massZero(dropping: number, { percentage, atLeast, linkedProducts, zeroedLastHour }: GuardGiven): Reason | undefined {
	const all = dropping + zeroedLastHour;
	// Who takes nothing to zero harms nobody, whatever went before.
	if (dropping === 0 || all < atLeast || all * 100 <= percentage * linkedProducts) return undefined;
	const details = { count: dropping, before: zeroedLastHour, linked: linkedProducts };
	return reasonOf('massZero', say('stockPush'), zeroedLastHour === 0 ? say('wouldBeZero', details) : say('wouldBeZeroToo', details));
}
