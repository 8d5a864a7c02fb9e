import { ControlError } from './contract';

/** The body of a control call. */
export type ControlFields = Readonly<Record<string, unknown>>;

export function asFields(body: unknown): ControlFields {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ControlError('The body must be a JSON object');
	return body as ControlFields;
}

export function textOf(fields: ControlFields, name: string): string {
	const value = fields[name];
	if (typeof value !== 'string' || value === '') throw new ControlError(`${name} is missing`);
	return value;
}
