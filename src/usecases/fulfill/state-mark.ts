import type { FulfillmentState } from '../../domain/fulfillment';
import type { Database, Sale } from '../../ports/database';

/** What the store was told of each attempt, as it stands in the log: `1=3f9a…;2=…`. */
const parse = (text: string | undefined): Map<string, string> =>
	new Map(
		(text ?? '').split(';').flatMap((entry) => {
			const [attempt, mark] = entry.split('=');
			return attempt === undefined || mark === undefined ? [] : [[attempt, mark] as const];
		}),
	);

/** Keyed hash of all of a fulfilment that the store shows. */
export function stateMark(database: Pick<Database, 'hmac'>, { id, status, shipments }: FulfillmentState): string {
	const parcels = shipments.map((parcel) => [
		parcel.id,
		parcel.status,
		parcel.carrier,
		parcel.trackingNumber,
		parcel.trackingUrl,
		parcel.lines.map(({ lineId, quantity }) => [lineId, quantity]),
	]);
	return database.hmac(JSON.stringify([id, status, parcels])).slice(0, 16);
}

export const isConfirmed = (sale: Sale, attempt: number, mark: string): boolean => parse(sale.fingerprint).get(String(attempt)) === mark;

export function withMark(sale: Sale | undefined, attempt: number, mark: string): string {
	const marks = parse(sale?.fingerprint).set(String(attempt), mark);
	return [...marks].map(([key, value]) => `${key}=${value}`).join(';');
}
