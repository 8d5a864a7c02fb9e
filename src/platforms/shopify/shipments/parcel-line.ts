import type { Shipment } from '../../../domain/shipment';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';

/** What the note of an order says of a parcel, in one line. */
export function parcelLine({ carrier, trackingNumber, trackingUrl }: Shipment, language: Language): string {
	const head = (carrier === undefined ? say('shipped') : say('shippedWith', { carrier }))[language];
	const number = trackingNumber === undefined ? [] : [say('trackingNumber', { number: trackingNumber })[language]];
	return [head, ...number, ...(trackingUrl === undefined ? [] : [trackingUrl])].join(' · ');
}
