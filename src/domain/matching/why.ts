import type { Words } from '../texts/language';
import { say } from '../texts/say';
import { WHY_CODES } from './types';

/** Why a product was not linked, for people; a code that another version noted stands as it is. */
export function whyInWords(why: string): Words {
	const known = WHY_CODES.find((code) => code === why);
	return known === undefined ? why : say(known);
}
