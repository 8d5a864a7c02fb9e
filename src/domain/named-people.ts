/** Shorter ones stand in other words, too. */
const SHORTEST = 5;
/** Numbers of telephones are written in many ways: by their digits. */
const SHORTEST_PHONE = 7;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

export interface NamedPeople {
	/** Names, streets, mail addresses, tax numbers. */
	readonly words: readonly string[];
	readonly phones: readonly string[];
	/** What stands in place of what was erased. */
	readonly deleted: string;
}

/** Answers whether a text names these people: however it is written. */
export function namesAnyOf({ words, phones, deleted }: NamedPeople): (text: string) => boolean {
	const told = words.map(plain).filter((word) => word.length >= SHORTEST && !word.includes(deleted));
	const numbers = phones.map(digitsOf).filter((digits) => digits.length >= SHORTEST_PHONE && /[1-9]/.test(digits));
	return (text) => {
		const read = plain(text);
		if (told.some((word) => read.includes(word))) return true;
		const digits = numbers.length === 0 ? '' : digitsOf(text);
		return numbers.some((number) => digits.includes(number));
	};
}
