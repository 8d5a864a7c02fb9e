import type { Language } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { Digest, UrgentOrder } from './digest';
import { daysOf, figureOf, hoursOf, STATES } from './digest-words';

const NAMES = { synced: 'digestSynced', pending: 'digestPending', error: 'digestError', cancelled: 'digestCancelled' } as const;

/** Empty for what is no order, or none that can be read. */
const headOf = (order: UrgentOrder, language: Language): string =>
	[`${order.channel} ${order.number}`.trim(), hoursOf(order, language)].filter((part) => part !== '').join(', ');

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
						...urgent.map((order) =>
							[headOf(order, language), order.text, order.advice].flatMap((line) => (line === '' ? [] : `  ${line}`)).join('\n'),
						),
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
