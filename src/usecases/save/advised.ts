import { advising, type Reason } from '../../domain/reasons';
import type { OrderToSave, SaveDeps } from './deps';

/** With the advice of the platform that the order comes from, where it has one of its own. */
export function advised({ wordsOf }: Pick<SaveDeps, 'wordsOf'>, { order }: OrderToSave, why: Reason): Reason {
	const advice = wordsOf(order.platform).advice[why.code];
	return advice === undefined ? why : advising(why, advice);
}
