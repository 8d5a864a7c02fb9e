/** Pieces that a title speaks of; undefined where it speaks of none. */
export function packSizeOfTitle(title: string): number | undefined {
	const [, digits] = /\bpack of (\d{1,4})\b/i.exec(title) ?? [];
	return digits === undefined ? undefined : Number(digits);
}
