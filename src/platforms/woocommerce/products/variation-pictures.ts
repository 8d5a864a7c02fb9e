import { say } from '../../../domain/texts/say';
import { FIRST_PICTURES } from '../constants';
import { picturesOf, recognise, type Picture } from './pictures';
import { change, type Slot } from './variations';

type Place = Parameters<typeof change>[0];

/**
 * The first picture of each that has none; of each address one copy, which `known` is told of. Each is refused for itself.
 * @param replace those that have another one get theirs, too
 */
export async function hangOnVariations(place: Place, slots: readonly Slot[], known: Map<string, number>, replace: boolean): Promise<void> {
	const pictures = new Map<Slot, Picture>();
	for (const slot of slots) {
		const { stored } = slot;
		if (stored === undefined || slot.error !== undefined || slot.draft.images.length === 0) continue;
		const [picture] = picturesOf(slot.draft, slot.leftOut);
		if (picture === undefined) continue;
		recognise(stored, [picture], known);
		const [own] = stored.images;
		if (own === undefined || (replace && own !== known.get(picture.url))) pictures.set(slot, picture);
	}
	const open = [...pictures.keys()];
	const sentFor = new Set<string>();
	const isFirst = (slot: Slot): boolean => {
		const url = pictures.get(slot)?.url ?? '';
		if (known.has(url) || sentFor.has(url)) return false;
		sentFor.add(url);
		return true;
	};
	const fetched = open.filter(isFirst);
	const number = (slot: Slot): number => pictures.get(slot)?.number ?? 1;
	const how = {
		kind: 'pictures',
		first: FIRST_PICTURES,
		refused: (slot: Slot) => void slot.leftOut.push(say('imageRefused', { number: number(slot) })),
		lost: (slot: Slot) => void slot.leftOut.push(say('imagesUnknown')),
	};
	await change(
		place,
		fetched,
		(slot) => {
			const picture = pictures.get(slot);
			return picture === undefined ? {} : { image: { src: picture.url, alt: picture.alt } };
		},
		how,
	);
	for (const slot of fetched) {
		const [id] = slot.stored?.images ?? [];
		const url = pictures.get(slot)?.url;
		if (id !== undefined && url !== undefined) known.set(url, id);
	}
	const others = open.filter((slot) => !fetched.includes(slot));
	await change(
		place,
		others,
		(slot) => {
			const id = known.get(pictures.get(slot)?.url ?? '');
			return id === undefined ? {} : { image: { id } };
		},
		{ ...how, kind: 'variations' },
	);
	for (const slot of others) if (!known.has(pictures.get(slot)?.url ?? '')) how.refused(slot);
}
