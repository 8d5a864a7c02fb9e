import type { LinkPlace } from '../product';
import { placeKey } from './places';

const seatOf = (productId: string, place: LinkPlace): string => `${placeKey(place)} ${productId}`;

/** A product is wanted where a listing is sold. */
export interface Claim {
	readonly productId: string;
	readonly places: readonly LinkPlace[];
}

const seatsOf = ({ productId, places }: Claim): readonly string[] => places.map((place) => seatOf(productId, place));

/** What the database's keys hold: a product has one listing in a marketplace and fulfillment channel, more only by hand. */
export class Seats {
	private readonly byRule = new Set<string>();
	private readonly byHand = new Set<string>();
	/** Several listings wanted it by one rule: none gets it, nor does one by a later rule. */
	private readonly disputed = new Set<string>();

	takeByHand(claim: Claim): void {
		for (const seat of seatsOf(claim)) this.byHand.add(seat);
	}

	take(claim: Claim): void {
		for (const seat of seatsOf(claim)) this.byRule.add(seat);
	}

	/** Those of the places that are free, which are taken with it. What a hand put there beside them stays beside them. */
	keep({ productId, places }: Claim): readonly LinkPlace[] {
		const free = places.filter((place) => !this.byRule.has(seatOf(productId, place)));
		this.take({ productId, places: free });
		return free;
	}

	/** Those of the places that nobody has, which are taken with it. */
	takeFree({ productId, places }: Claim): readonly LinkPlace[] {
		return this.keep({ productId, places: places.filter((place) => !this.byHand.has(seatOf(productId, place))) });
	}

	/**
	 * Listings that want a product by one rule, all at once: whoever comes first has no better right. All places of a listing
	 * that gets none stay empty, so that the next run comes to the same.
	 */
	settle<Of extends Claim>(
		claims: readonly Of[],
	): {
		readonly granted: readonly Of[];
		readonly taken: readonly Of[];
		readonly disputed: readonly Of[];
	} {
		const wishes = claims.map((claim) => ({ claim, seats: seatsOf(claim) }));
		const isTaken = (seat: string): boolean => this.byRule.has(seat) || this.byHand.has(seat);
		const { taken = [], left = [] } = Object.groupBy(wishes, ({ seats }) => (seats.some(isTaken) ? 'taken' : 'left'));
		const wanted = new Map<string, number>();
		for (const { seats } of left) for (const seat of seats) wanted.set(seat, (wanted.get(seat) ?? 0) + 1);
		const isDisputed = (seat: string): boolean => this.disputed.has(seat) || (wanted.get(seat) ?? 0) > 1;
		const { disputed = [], granted = [] } = Object.groupBy(left, ({ seats }) => (seats.some(isDisputed) ? 'disputed' : 'granted'));
		for (const { seats } of granted) for (const seat of seats) this.byRule.add(seat);
		for (const { seats } of [...taken, ...disputed]) for (const seat of seats) this.disputed.add(seat);
		const claimsOf = (all: typeof wishes): readonly Of[] => all.map(({ claim }) => claim);
		return { granted: claimsOf(granted), taken: claimsOf(taken), disputed: claimsOf(disputed) };
	}
}
