import type { Buyer, CustomerAddress } from '../amazon/orders/order-wire';

interface Place {
	readonly countryCode: string;
	readonly city: string;
	readonly postalCode: string;
	readonly street: string;
	readonly stateOrRegion?: string;
	readonly phone: string;
	readonly names: readonly string[];
}

const places: Readonly<Record<string, Place>> = {
	DE: {
		countryCode: 'DE',
		city: 'Köln',
		postalCode: '50667',
		street: 'Hohe Straße',
		phone: '+49 221 5550',
		names: ['Jürgen Müller', 'Anna Weiß', 'Sören Groß', 'Käthe Schäfer', 'Lea Öztürk'],
	},
	FR: {
		countryCode: 'FR',
		city: 'Besançon',
		postalCode: '25000',
		street: 'Rue de la République',
		phone: '+33 3 81 55 50',
		names: ['Zoé Lefèvre', 'François Côté', "Jean-Noël D'Arc", 'Maëlys Garçon'],
	},
	IT: {
		countryCode: 'IT',
		city: 'Forlì',
		postalCode: '47121',
		street: 'Corso della Repubblica',
		stateOrRegion: 'FC',
		phone: '+39 0543 5550',
		names: ['Niccolò Rossi', 'Giulia Bianchi', "Maria Dell'Acqua"],
	},
	ES: {
		countryCode: 'ES',
		city: 'Cádiz',
		postalCode: '11001',
		street: 'Calle Ancha',
		stateOrRegion: 'Cádiz',
		phone: '+34 956 5550',
		names: ['Íñigo Núñez', 'María José Peña', 'Ángel Ibáñez Muñoz'],
	},
	GB: {
		countryCode: 'GB',
		city: 'York',
		postalCode: 'YO1 7HH',
		street: 'Stonegate',
		phone: '+44 1904 5550',
		names: ["Siobhan O'Neill", 'Harry Smith', 'Zadie Brown-Lee'],
	},
};

const domains: Readonly<Record<string, string>> = { DE: 'de', FR: 'fr', IT: 'it', ES: 'es', GB: 'co.uk' };

export interface Person {
	readonly buyer: Buyer;
	readonly address: CustomerAddress;
}

/** One element of a list, by the seeded generator. */
export const pick = <T>(from: readonly T[], random: () => number): T => {
	const chosen = from[Math.floor(random() * from.length)];
	if (chosen === undefined) throw new Error('Nothing to choose from');
	return chosen;
};

/** An invented buyer with Amazon's anonymised address. The same number gives the same mail address. */
export function personOf(countryCode: string, number: number, random: () => number): Person {
	const place = places[countryCode];
	if (place === undefined) throw new Error(`No place is known in ${countryCode}`);
	const name = pick(place.names, random);
	const digits = String(number).padStart(5, '0');
	return {
		buyer: { buyerName: name, buyerEmail: `buyer${digits}@marketplace.amazon.${domains[countryCode] ?? 'com'}` },
		address: {
			name,
			addressLine1: `${place.street} ${1 + Math.floor(random() * 150)}`,
			city: place.city,
			postalCode: place.postalCode,
			countryCode: place.countryCode,
			...(place.stateOrRegion === undefined ? {} : { stateOrRegion: place.stateOrRegion }),
			phone: `${place.phone} ${digits}`,
			addressType: 'RESIDENTIAL',
		},
	};
}
