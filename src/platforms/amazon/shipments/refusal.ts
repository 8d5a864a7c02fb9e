import type { ParcelRefusal, ParcelTold } from '../../../ports/channel-shipments';
import type { XmlResult } from '../feeds/xml-report';
import { errorsIn, wordsOf } from '../issues';

/**
 * Amazon names its reasons in the text of the message, in confirmShipment as `ErrorCode: …` or `errorMetric=…`
 * (https://github.com/amzn/selling-partner-api-models/issues/5037). The first that fits counts.
 */
const WORDS: readonly (readonly [RegExp, ParcelRefusal])[] = [
	[/FBM_?\s?SHIP_?\s?PLUS|easy ?ship|buy ?shipping|label.{0,40}(bought|purchased)|(bought|purchased).{0,40}label/i, 'shipsItself'],
	[/InvalidPackageVersion|maximum number of allowed updates/i, 'edits'],
	[/over ?-?fulfil|quantit(y|ies).{0,80}(larger|greater|more|exceed)/i, 'tooMany'],
	[/InvalidCarrier|CarrierNameCorrection|carrier.{0,60}(not supported|invalid|not valid|unknown)/i, 'carrier'],
	[/DuplicateTrackingId|BlockedTrackingId|tracking ?(id|number).{0,60}(used|blocked|invalid|not valid|duplicate)/i, 'number'],
	[/PackageToUpdateNotFound|already (been )?(fulfilled|shipped|confirmed)/i, 'shippedBefore'],
	[
		/NonexistentOrderItem|OrderItemId\s+is invalid|Failed validation because order|cannot be found|(been|is|was) cancell?ed|does not know/i,
		'notOpen',
	],
];

/** Numbers of the messages of feeds about orders, as sellers published them. */
const CODES: Readonly<Record<string, ParcelRefusal>> = { 18021: 'tooMany', 18028: 'notOpen' };

const whyOf = (words: string): ParcelRefusal => WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';

/** `words`: all that Amazon answered. */
export function refusedByAnswer(words: string, missing: boolean): ParcelTold {
	const said = errorsIn(words);
	return { outcome: 'refused', why: missing ? 'notOpen' : whyOf(words), said };
}

const issueOf = ({ ResultMessageCode, ResultDescription }: XmlResult) => ({ code: ResultMessageCode, message: ResultDescription });

/** What people read of the results of a feed. */
export const resultWords = (results: readonly XmlResult[]): string =>
	wordsOf(
		results.map((result) => ({
			...issueOf(result),
			severity: result.ResultCode === 'Warning' ? 'WARNING' : 'ERROR',
			sku: undefined,
			messageId: undefined,
		})),
	);

export function refusedByReport(results: readonly XmlResult[]): ParcelTold {
	const known = results
		.map(({ ResultMessageCode = '', ResultDescription = '' }) =>
			Object.hasOwn(CODES, ResultMessageCode) ? (CODES[ResultMessageCode] ?? 'other') : whyOf(ResultDescription),
		)
		.find((why) => why !== 'other');
	return { outcome: 'refused', why: known ?? 'other', said: resultWords(results) };
}
