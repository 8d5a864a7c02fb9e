import { dateIn } from '../../domain/date-words';
import { orderId, type AccountKey } from '../../domain/ids';
import { reason, advising, type Reason } from '../../domain/reasons';
import { EXPLAINED } from '../../domain/texts/explanations';
import { inEach, type Words } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { UnreadableOrder } from '../../ports/order-source';
import type { News } from './told';
import type { OrderToShip } from './orders-to-ship';

/** What people of the shop read of it. @param zone that its ship-by is told in */
export function whyToShip(toShip: OrderToShip, zone: string): Reason {
	const { order, shipBy, cancelRequested } = toShip;
	const standing = standingIn(toShip);
	const detail =
		shipBy === undefined ? standing : say('shipBy', { time: inEach((language) => dateIn(shipBy, zone, language)), zone, standing });
	const why = reason(cancelRequested ? 'cancelWished' : 'shipByNear', order.number, detail);
	const { reason: kept, state } = toShip;
	if (cancelRequested || kept === undefined || state === 'confirming') return why;
	return advising(
		why,
		inEach((language) => `${EXPLAINED[language][kept.code]?.advice ?? kept.advice} ${EXPLAINED[language].shipByNear.advice}`),
	);
}

function standingIn({ state, store, reason: kept }: OrderToShip): Words {
	const standing = store === undefined ? say('standsNowhere') : say('standsInStore', { number: store.number });
	if (kept === undefined) return standing;
	// A newer version may have noted it.
	const why = inEach((language) => EXPLAINED[language][kept.code]?.title ?? kept.text);
	return state === 'confirmationHeld' ? say('standsConfirming', { standing, why }) : say('standsWithReason', { standing, why });
}

/** By what it is told once: each deadline of an order, and its buyer's wish. */
export const causeToShip = ({ order, shipBy, cancelRequested }: OrderToShip): string =>
	`${cancelRequested ? 'cancelWished' : 'shipByNear'} ${order.number} ${shipBy ?? ''}`.trim();

export const newsOfOrder = (toShip: OrderToShip): News => ({
	about: { account: toShip.account, id: toShip.order.id },
	part: causeToShip(toShip),
});

/** Once for what is wrong with it: several that have no name are told apart by that, too. */
export const newsOfUnreadable = (
	account: AccountKey,
	{ orderId: id, text }: UnreadableOrder,
	{ hmac }: { hmac(text: string): string },
): News => ({
	about: { account, id: orderId(id) },
	part: `recordUnreadable:${hmac(text).slice(0, 16)}`,
});
