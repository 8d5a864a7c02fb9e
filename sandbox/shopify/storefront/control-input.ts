/** The body of a control action. */
export type Fields = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function numberOf(value: unknown): number {
	return Number(value ?? 0);
}

export function listOf(value: unknown): readonly Fields[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}
