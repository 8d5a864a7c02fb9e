import type { Language } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { Digest } from './digest';
import { daysOf, figureOf, hoursOf, STATES } from './digest-words';

const NAMES = { synced: 'digestSynced', pending: 'digestPending', error: 'digestError', cancelled: 'digestCancelled' } as const;

/** The same for whoever reads no HTML. */
export function digestText(digest: Digest, language: Language, link: string): string {
	const { urgent, causes, waiting, zone, sold } = digest;
	const lines = STATES.flatMap((state) => {
		const { count, sums } = figureOf(
			sold.byState.filter((one) => one.state === state),
			language,
		);
		return count === 0 ? [] : [`  ${count} ${say(NAMES[state])[language]}${sums.length === 0 ? '' : `: ${sums.join(', ')}`}`];
	});
	return [
		`${daysOf(digest, language)} (${say('digestZone', { zone })[language]})`,
		...(urgent.length === 0
			? []
			: [
					[
						say('digestFirst', { count: urgent.length })[language],
						...urgent.map((order) => `  ${order.channel} ${order.number}, ${hoursOf(order, language)}\n  ${order.text}\n  ${order.advice}`),
					].join('\n'),
				]),
		[say('digestSales')[language], ...(lines.length === 0 ? [`  ${say('digestNoSales')[language]}`] : lines)].join('\n'),
		[
			say('digestNeeds')[language],
			...(causes.length === 0
				? [`  ${say('digestNothing')[language]}`]
				: causes.map(
						({ count, title, advice, orders }) => `  ${count} × ${title[language]} (${orders.join(', ')})\n  ${advice[language]}`,
					)),
			...(waiting === 0 ? [] : [`  ${say('digestWaiting', { count: waiting })[language]}`]),
		].join('\n'),
		link,
	].join('\n\n');
}
