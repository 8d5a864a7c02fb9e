import type { FulfillmentLine, FulfillmentRequest } from '../../../domain/fulfillment';
import { reason, type Reason } from '../../../domain/reasons';
import type { AmazonRegion } from '../constants';
import { addressFault, toOutboundAddress } from './addresses';

/** Limits of both models. https://developer-docs.amazon.com/sp-api/docs/fulfillment-outbound-api-v2020-07-01-reference */
const MOST = { id: 40, displayId: 40, comment: 750, lineId: 50, sku: 50, giftMessage: 512, lines: 100, units: 250, email: 64 } as const;

const tooLong = (what: string, text: string, most: number): string | undefined =>
	text.length > most ? `${what} has ${text.length} characters, Amazon takes ${most}` : undefined;

function lineFault(line: FulfillmentLine): string | undefined {
	const named = `SKU "${line.sku.slice(0, MOST.sku)}"`;
	if (line.sku === '') return 'a line has no SKU';
	if (line.id === '') return `the line of ${named} has no id`;
	if (!Number.isInteger(line.quantity) || line.quantity < 1) return `the quantity of ${named} is not a whole number above 0`;
	return (
		tooLong(`the ${named}`, line.sku, MOST.sku) ??
		tooLong(`the line id of ${named}`, line.id, MOST.lineId) ??
		tooLong(`the gift message of ${named}`, line.giftMessage ?? '', MOST.giftMessage)
	);
}

function requestFault({ id, displayId, displayAt, comment, lines, notify }: FulfillmentRequest): string | undefined {
	if (!/^[A-Za-z0-9-]+$/.test(id)) return 'the fulfillment order id has other characters than letters, digits and "-"';
	if (displayId.trim() === '') return 'the order number is missing';
	// ISO 8859-1 without control characters, and no two spaces in a row.
	if (!/^[\x20-\x7e\xa0-\xff]+$/.test(displayId) || displayId.includes('  '))
		return 'the order number has characters that Amazon does not print';
	if (Number.isNaN(Date.parse(displayAt))) return 'the order date is not a time';
	if (lines.length === 0) return 'there is no line to ship';
	if (lines.length > MOST.lines) return `there are ${lines.length} lines, Amazon takes ${MOST.lines}`;
	const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
	const faults = [
		tooLong('the fulfillment order id', id, MOST.id),
		tooLong('the order number', displayId, MOST.displayId),
		tooLong('the packing slip comment', comment ?? '', MOST.comment),
		...lines.map(lineFault),
		units > MOST.units ? `there are ${units} units, Amazon takes ${MOST.units}` : undefined,
		new Set(lines.map((line) => line.id)).size < lines.length ? 'two lines have the same id' : undefined,
		notify.some((email) => email.length > MOST.email) ? `an e-mail address for notices has more than ${MOST.email} characters` : undefined,
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
