import { EXPLAINED, type ReasonCode } from './texts/explanations';
import { inEach, wordsIn, type Language, type Phrase, type Words } from './texts/language';
import { say, translated } from './texts/say';

/**
 * Why an order needs a person or waits. The same code stands on the canvas, in the log, in the order note and in the
 * mail. `title` is what happened, `advice` what to do. They are right for an order of any platform in any store; a platform
 * that knows better what to do says so in its own words.
 */
export const REASONS = EXPLAINED.en;

export type { ReasonCode };

/** Reasons that pass without a person: the sale stays `pending` and is tried again when due. */
export const PASSING_REASONS: readonly ReasonCode[] = [
	'storeUnreachable',
	'outcomeUnknown',
	'inProgress',
	'staleData',
	'markUnreadable',
	'closedInStore',
	'amazonUnreachable',
	'mcfOutcomeUnknown',
	'mcfNotReady',
	'confirmationNoNumber',
	'confirmationNotLeft',
	'confirmationPart',
	'confirmationRest',
	'confirmationUnproven',
	'cancelUnderWay',
	'cancelUnknown',
	'cancelUnread',
];

/**
 * A retry of such an order is a person's word that it goes, or that it is settled: said of that order, never of all at once. Tried
 * again unasked, what the warehouse gave up would leave twice where somebody ships it by hand meanwhile, and what stands in the
 * target already would only vanish from the list.
 */
export const DECIDED_ONE_BY_ONE: readonly ReasonCode[] = [
	'mcfApproval',
	'mcfShippedBefore',
	'mcfDoubt',
	'cancelledAfterParcel',
	'refundedInStore',
	'mcfFailed',
	'mcfPartial',
	'mcfUndelivered',
	'mcfStuck',
	'mcfHoldExpiring',
	'mcfTooLate',
	'mcfRefunded',
	'shipmentOrderClosed',
	'sumsDiffer',
	'replacementPriced',
	'totalDiffers',
	'lineChanged',
	'alreadyShipped',
	'duplicateHeld',
	'duplicateLeft',
];

/** A person did what was left to do: nothing is made of it any more, also where nothing stands in the target. */
export const BY_HAND: ReasonCode = 'markedByHand';

/** Why a node could not work at all: over as soon as it works. */
export const NODE_FAULTS: readonly ReasonCode[] = ['credential', 'setup', 'contract'];

/** What people read of a reason. */
interface Told {
	/** What happened to which order: order number, SKUs, amounts; nothing personal. */
	readonly text: string;
	/** What to do. */
	readonly advice: string;
}

/** In English, as the log keeps it. */
export interface Reason extends Told {
	readonly code: ReasonCode;
	/** In the other languages; one that comes out of the log has none, see `inLanguage`. */
	readonly translated?: Readonly<Record<Exclude<Language, 'en'>, Told>>;
}

/** `Order 902-1: No product of the store has this SKU (SKU "TEE-1")`. */
export const reason = (code: ReasonCode, orderNumber: string, detail?: Words): Reason =>
	reasonOf(code, say('order', { number: orderNumber }), detail);

/** As `reason`, of something that is no order: `Listing "TEE-1"`, `Item 3`. */
export function reasonOf(code: ReasonCode, subject: Words, detail?: Words): Reason {
	const text = inEach((language) => {
		const more = detail === undefined ? '' : ` (${wordsIn(detail, language)})`;
		return `${wordsIn(subject, language)}: ${EXPLAINED[language][code].title}${more}`;
	});
	const advice = inEach((language) => EXPLAINED[language][code].advice);
	return { code, text: text.en, advice: advice.en, translated: { es: { text: text.es, advice: advice.es } } };
}

/** The same reason with another advice. */
export const advising = (why: Reason, advice: Phrase): Reason => retold(why, (told, language) => ({ ...told, advice: advice[language] }));

/** The same reason, and what more there is to say of it. */
export const adding = (why: Reason, more: Phrase): Reason =>
	retold(why, (told, language) => ({ ...told, text: `${told.text}; ${more[language]}` }));

/** The same reason where `from` stands for what people know by another number. */
export const renumbered = (why: Reason, from: string, to: string): Reason =>
	retold(why, (told) => ({ ...told, text: told.text.replace(from, to) }));

function retold(why: Reason, change: (told: Told, language: Language) => Told): Reason {
	const { code, translated } = why;
	const { text, advice } = change(why, 'en');
	return { code, text, advice, ...(translated === undefined ? {} : { translated: { es: change(translated.es, 'es') } }) };
}

/** What people of this language read of it. */
export function inLanguage(why: Reason, language: Language): Told {
	if (language === 'en') return why;
	return why.translated?.[language] ?? outOfLog(why, language);
}

/** The log has the code and English words: the details stay as they were noted. */
function outOfLog({ code, text, advice }: Reason, language: Exclude<Language, 'en'>): Told {
	// A newer version may have noted it.
	if (!(code in REASONS)) return { text, advice };
	const advised = translated(advice, language) ?? EXPLAINED[language][code].advice;
	const title = `: ${REASONS[code].title}`;
	const at = text.indexOf(title);
	if (at < 0) return { text, advice: advised };
	const [, number] = /^Order (.+)$/.exec(text.slice(0, at)) ?? [];
	const subject = number === undefined ? text.slice(0, at) : say('order', { number })[language];
	return {
		text: `${subject}: ${EXPLAINED[language][code].title}${text.slice(at + title.length)}`,
		advice: advised,
	};
}
