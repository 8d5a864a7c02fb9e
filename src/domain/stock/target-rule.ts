import type { TargetRule } from './facts';

/**
 * What a target shows of so many free units of what it sells there.
 * @param most that its platform takes
 */
export function shownOf(free: number, { percentage, safetyStock, maximum }: TargetRule, most: number): number {
	const part = Math.floor((Math.max(0, free) * percentage) / 100);
	return Math.min(Math.max(0, part - safetyStock), maximum ?? most, most);
}
