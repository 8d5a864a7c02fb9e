/** Somebody whose every word tells who it is: none of them may be found where it does not belong. */
export interface Person {
	readonly first: string;
	readonly last: string;
	readonly street: string;
	readonly city: string;
	readonly mail: string;
	readonly phone: string;
}

/** The words of all people. */
export const PERSONAL = /z(?:first|last|street|town|mail)\d{3}q|5557\d{3}99/gi;

export function person(number: number, mailHost: string): Person {
	const mark = `${String(number).padStart(3, '0')}q`;
	return {
		first: `Zfirst${mark}`,
		last: `Zlast${mark}`,
		street: `Zstreet${mark} 1`,
		city: `Ztown${mark}`,
		mail: `zmail${mark}@${mailHost}`,
		phone: `+49 5557${mark.slice(0, 3)}99`,
	};
}

export const nameOf = ({ first, last }: Person): string => `${first} ${last}`;

export type Units = Readonly<Record<string, number>>;

/** What people and platforms did to a sale, besides our nodes. */
export type Happening =
	| 'moved'
	| 'cancelled'
	| 'partlyCancelled'
	| 'askedToCancel'
	| 'shippedElsewhere'
	| 'copyCancelled'
	| 'copyRefunded'
	| 'copyCompleted'
	| 'edited'
	| 'refunded'
	| 'failedAtWarehouse'
	| 'marked'
	| 'takenOffTheList'
	| 'cancelledByWord';

/** An order that somebody placed at Amazon. */
export interface AmazonSale {
	readonly orderId: string;
	readonly buyer: Person;
	readonly byAmazon: boolean;
	readonly units: Units;
	street: string;
	/** Tracking numbers that somebody wrote on its copy, one after the other: the last one is right. */
	readonly labels: string[];
	/** Where it was packed line by line: the number of the parcel of each SKU. */
	readonly parcels: Map<string, string>;
	/** SKUs of the lines that Amazon cancelled alone. */
	readonly cancelled: Set<string>;
	readonly happened: Set<Happening>;
}

/** An order of the shop. */
export interface ShopSale {
	readonly id: number;
	readonly customer: Person;
	/** The most that was ever ordered. */
	most: Units;
	/** Since when Amazon may ship it, and until when, milliseconds; the last one may be open. */
	readonly open: { readonly from: number; until?: number }[];
	readonly happened: Set<Happening>;
}
