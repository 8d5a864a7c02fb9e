import { says } from '../../../domain/address';
import type { Address, Customer } from '../../../domain/order';
import { filled, meaningOf, trimmed } from '../fields';
import type { WireAddress, WireOrder, WirePreference } from './wire';

const KINDS: Readonly<Record<string, Address['kind']>> = {
	RESIDENTIAL: 'residential',
	COMMERCIAL: 'commercial',
	PICKUP_POINT: 'pickupPoint',
};

const joined = (parts: readonly (string | undefined)[], separator: string): string | undefined =>
	trimmed(parts.filter((part) => trimmed(part) !== undefined).join(separator));

/**
 * Three street lines, the first of them filled where any is. Brazil's street, number, complement and neighbourhood come in
 * fields of their own, mostly repeated in the lines: only what no line says yet is added.
 */
function streetLines(wire: WireAddress): readonly (string | undefined)[] {
	const { streetName, streetNumber, complement, neighborhood } = wire.extendedFields ?? {};
	const told = [wire.addressLine1, wire.addressLine2, wire.addressLine3].flatMap((line) => trimmed(line) ?? []);
	const missing = (part: string | undefined) => trimmed(part) !== undefined && !told.some((line) => says(line, part ?? ''));
	if (missing(streetName)) told.unshift(joined([streetName, missing(streetNumber) ? streetNumber : undefined], ', ') ?? '');
	else if (missing(streetNumber)) told[0] = joined([told[0], streetNumber], ', ') ?? '';
	for (const extra of [complement, neighborhood]) if (missing(extra)) told.push(trimmed(extra) ?? '');
	const [line1, line2, ...rest] = told;
	return [line1, line2, joined(rest, ', ')];
}

export function toAddress(wire: WireAddress): Address | undefined {
	const [line1, line2, line3] = streetLines(wire);
	const city = trimmed(wire.city) ?? trimmed(wire.municipality);
	const municipality = trimmed(wire.municipality);
	const address = filled<Address>({
		name: trimmed(wire.name),
		company: trimmed(wire.companyName),
		line1,
		line2,
		line3,
		city,
		county: joined([...new Set([trimmed(wire.districtOrCounty), municipality === city ? undefined : municipality])], ', '),
		region: trimmed(wire.stateOrRegion),
		postcode: trimmed(wire.postalCode),
		country: trimmed(wire.countryCode)?.toUpperCase(),
		phone: trimmed(wire.phone),
		kind: meaningOf(KINDS, wire.addressType),
	});
	return Object.keys(address).some((field) => field !== 'kind') ? address : undefined;
}

/** Amazon names no customer ids; the e-mail is always a relay address and only there for FBM. */
export function toCustomer(order: WireOrder): Customer | undefined {
	const { buyer } = order;
	if (buyer === undefined) return undefined;
	const customer = filled<Omit<Customer, 'registered'>>({
		name: trimmed(buyer.buyerName),
		email: trimmed(buyer.buyerEmail),
		company: trimmed(buyer.buyerCompanyName),
		purchaseOrder: trimmed(buyer.buyerPurchaseOrderNumber),
	});
	return Object.keys(customer).length === 0 ? undefined : { ...customer, registered: false };
}

const twoDigits = (value: number | undefined): string => String(value ?? 0).padStart(2, '0');

function openingHours(preference: WirePreference): string | undefined {
	const days = (preference.deliveryTime?.businessHours ?? []).map(({ dayOfWeek, timeWindows }) => {
		const hours = timeWindows.map(
			({ startTime, endTime }) =>
				`${twoDigits(startTime?.hour)}:${twoDigits(startTime?.minute)}-${twoDigits(endTime?.hour)}:${twoDigits(endTime?.minute)}`,
		);
		return joined([dayOfWeek, ...hours], ' ');
	});
	return joined(days, ', ');
}

/** What the buyer wants the carrier to know, in one text. */
export const toInstructions = (preference: WirePreference): string | undefined =>
	joined([preference.dropOffLocation, preference.addressInstruction, openingHours(preference)], '; ');
