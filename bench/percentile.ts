/** The value at or below which this share (0 to 1) of all lies; NaN when one of them is missing. */
export function percentile(values: readonly number[], share: number): number {
	if (values.some((value) => Number.isNaN(value))) return Number.NaN;
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
