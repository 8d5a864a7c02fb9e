import type { OutgoingCall } from '../../../../sandbox/woocommerce';
import { readDelivery } from '../../../fixtures/woocommerce-samples';
import { differences } from './compare';

/** Of the moment or of the connection; the signature is checked over our own bytes elsewhere. */
const ofTheMoment = ['host', 'content-length', 'x-wc-webhook-signature', 'x-wc-webhook-delivery-id'];

function idOf(body: string): unknown {
	return body.startsWith('{') ? (JSON.parse(body) as { readonly id?: unknown }).id : body;
}

function bodyDifferences(actual: string, expected: string): readonly string[] {
	if (!expected.startsWith('{')) return actual === expected ? [] : [`${actual} instead of ${expected}`];
	return differences(JSON.parse(actual), JSON.parse(expected));
}

/** Compares the first call of that topic about that thing with the recorded one, header by header and field by field. */
export function deliveryDifferences(name: string, calls: readonly OutgoingCall[]): readonly string[] {
	const recorded = readDelivery(name);
	const topic = recorded.headers['x-wc-webhook-topic'];
	const call = calls.find(
		(candidate) => candidate.headers['x-wc-webhook-topic'] === topic && idOf(candidate.body.toString('utf8')) === idOf(recorded.raw_body),
	);
	if (call === undefined) return [`${name}: no such call was made`];
	const names = [...new Set([...Object.keys(recorded.headers), ...Object.keys(call.headers)])].filter(
		(header) => !ofTheMoment.includes(header),
	);
	return [
		...names
			.filter((header) => call.headers[header] !== recorded.headers[header])
			.map((header) => `${name} header ${header}: ${call.headers[header] ?? 'none'} instead of ${recorded.headers[header] ?? 'none'}`),
		...bodyDifferences(call.body.toString('utf8'), recorded.raw_body).map((line) => `${name} ${line}`),
	];
}
