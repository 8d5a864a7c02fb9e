import type { LinkPlace } from '../product';

export const placeKey = ({ marketplace, fulfilledBy }: LinkPlace): string => `${marketplace} ${fulfilledBy}`;

export const samePlace = (one: LinkPlace, other: LinkPlace): boolean =>
	one.marketplace === other.marketplace && one.fulfilledBy === other.fulfilledBy;

export const sortedPlaces = (places: readonly LinkPlace[]): readonly LinkPlace[] =>
	places.toSorted((one, other) => (placeKey(one) < placeKey(other) ? -1 : 1));
