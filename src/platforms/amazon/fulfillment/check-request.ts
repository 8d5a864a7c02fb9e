import type { FulfillmentLine, FulfillmentRequest } from '../../../domain/fulfillment';
import { reason, type Reason } from '../../../domain/reasons';
import type { Phrase } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { AmazonRegion } from '../constants';
import { addressFault, toOutboundAddress } from './addresses';

/** Limits of both models. https://developer-docs.amazon.com/sp-api/docs/fulfillment-outbound-api-v2020-07-01-reference */
const MOST = { id: 40, displayId: 40, comment: 750, lineId: 50, sku: 50, giftMessage: 512, lines: 100, units: 250, email: 64 } as const;

const tooLong = (field: Phrase, text: string, most: number): Phrase | undefined =>
	text.length > most ? say('tooLong', { field, length: text.length, most }) : undefined;

function lineFault(line: FulfillmentLine): Phrase | undefined {
	const sku = line.sku.slice(0, MOST.sku);
	if (line.sku === '') return say('lineWithoutSku');
	if (line.id === '') return say('lineWithoutId', { sku });
	if (!Number.isInteger(line.quantity) || line.quantity < 1) return say('quantityNotWhole', { sku });
	return (
		tooLong(say('theSku', { sku }), line.sku, MOST.sku) ??
		tooLong(say('theLineId', { sku }), line.id, MOST.lineId) ??
		tooLong(say('theGiftMessage', { sku }), line.giftMessage ?? '', MOST.giftMessage)
	);
}

function requestFault({ id, displayId, displayAt, comment, lines, notify }: FulfillmentRequest): Phrase | undefined {
	if (!/^[A-Za-z0-9-]+$/.test(id)) return say('idCharacters');
	if (displayId.trim() === '') return say('missing', { field: say('theNumber') });
	// ISO 8859-1 without control characters, and no two spaces in a row.
	if (!/^[\x20-\x7e\xa0-\xff]+$/.test(displayId) || displayId.includes('  ')) return say('numberCharacters');
	if (Number.isNaN(Date.parse(displayAt))) return say('dateUnreadable');
	if (lines.length === 0) return say('noLineToShip');
	if (lines.length > MOST.lines) return say('manyLines', { count: lines.length, most: MOST.lines });
	const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
	const faults = [
		tooLong(say('theFulfillmentId'), id, MOST.id),
		tooLong(say('theNumber'), displayId, MOST.displayId),
		tooLong(say('theComment'), comment ?? '', MOST.comment),
		...lines.map(lineFault),
		units > MOST.units ? say('manyUnits', { count: units, most: MOST.units }) : undefined,
		new Set(lines.map((line) => line.id)).size < lines.length ? say('sameLineId') : undefined,
		notify.some((email) => email.length > MOST.email) ? say('longNotice', { most: MOST.email }) : undefined,
	];
	return faults.find((fault) => fault !== undefined);
}

/** What keeps a request from being sent; it names fields, lengths, SKUs and the country, never a name or an address. */
export function checkRequest(request: FulfillmentRequest, region: AmazonRegion): Reason | undefined {
	const address = addressFault(toOutboundAddress(request.address), region);
	if (address !== undefined) return reason('mcfAddress', request.displayId, address);
	const other = requestFault(request);
	return other === undefined ? undefined : reason('mcfLimits', request.displayId, other);
}
