import { z } from 'zod';
import { amount, integer, integerOr, reader, recordsListed, text, yes } from './fields';
import { listIn, textOf } from './php';

/** Postcodes or cities: newer stores list them, older ones write them in one text. */
function places(several: unknown, single: string): readonly string[] {
	const listed = listIn(several) ?? [];
	return (listed.length > 0 ? listed.map(textOf) : single.split(';').map((place) => place.trim())).filter((place) => place !== '');
}

const several = z.unknown().optional();

const taxRate = z
	.object({
		id: integer,
		country: text,
		state: text,
		postcodes: several,
		postcode: text,
		cities: several,
		city: text,
		/** Percent, "19.0000". */
		rate: amount,
		priority: integerOr(1),
		compound: yes,
		shipping: yes,
		/** `standard` for the standard class. */
		class: text,
	})
	.transform(({ id, country, state, rate, priority, compound, shipping, ...wire }) => ({
		id,
		country: country.toUpperCase(),
		state: state.toUpperCase(),
		postcodes: places(wire.postcodes, wire.postcode),
		cities: places(wire.cities, wire.city),
		rate,
		priority,
		compound,
		shipping,
		taxClass: wire.class,
	}));

export type WireTaxRate = z.output<typeof taxRate>;

export const readTaxRate = reader('tax rate', taxRate);

export const readTaxClasses = reader('tax classes', recordsListed(z.object({ slug: text })));
