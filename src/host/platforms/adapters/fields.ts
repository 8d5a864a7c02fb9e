import type { Fields } from './adapter';

/** A field of a credential, without the spaces that come with copying. */
export const text = (fields: Fields, name: string): string => {
	const value = fields[name];
	return typeof value === 'string' ? value.trim() : '';
};

export const optional = <Name extends string>(fields: Fields, name: Name): Partial<Record<Name, string>> => {
	const value = text(fields, name);
	return value === '' ? {} : ({ [name]: value } as Record<Name, string>);
};

export const oneOf = <Value extends string>(value: string, values: readonly Value[], otherwise: Value): Value =>
	values.find((candidate) => candidate === value) ?? otherwise;
