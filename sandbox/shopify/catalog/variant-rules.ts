import type { UserError } from '../graphql/context';
import type { ProductRecord, VariantRecord } from '../store/records';
import { selectedOptions, type VariantInput } from './variant-inputs';

/** Of one product. */
export const mostVariants = 2048;

const folded = (text: string): string => text.trim().toLowerCase();

interface Problem {
	readonly field: readonly string[];
	readonly message: string;
	readonly code: string;
}

/** Options and values that stand twice, options without values, and values that no option has. */
export function optionProblems(
	options: readonly { readonly name: string; readonly values: readonly string[] }[],
	variants: readonly VariantInput[],
): readonly Problem[] {
	const problems: Problem[] = [];
	const names = new Set<string>();
	for (const [at, { name, values }] of options.entries()) {
		const field = ['productOptions', String(at)];
		if (name.trim() === '') problems.push({ field: [...field, 'name'], message: "Name can't be blank", code: 'MISSING_FIELD_REQUIRED' });
		if (names.has(folded(name))) problems.push({ field, message: 'Duplicated option name', code: 'DUPLICATED_OPTION_NAME' });
		names.add(folded(name));
		if (values.length === 0) problems.push({ field, message: 'Option values are missing', code: 'OPTION_VALUES_MISSING' });
		if (new Set(values.map(folded)).size < values.length)
			problems.push({ field: [...field, 'values'], message: 'Duplicated option value', code: 'DUPLICATED_OPTION_VALUE' });
	}
	if (options.length === 0) return problems;
	for (const [at, { optionValues }] of variants.entries()) {
		for (const { optionName, name } of optionValues ?? []) {
			const option = options.find((one) => one.name === optionName);
			if (option === undefined || name === undefined || name === null || option.values.includes(name)) continue;
			problems.push({
				field: ['variants', String(at), 'optionValues'],
				message: 'Option value does not exist',
				code: 'OPTION_VALUE_DOES_NOT_EXIST',
			});
		}
	}
	return problems;
}

/**
 * Two variants of one combination, and one of those that are there; and a unique field that two of one request have: what only the
 * second of them is refused for.
 */
export function duplicateProblems(
	product: ProductRecord | undefined,
	known: readonly VariantRecord[],
	inputs: readonly VariantInput[],
): readonly UserError[] {
	const taken = new Set(known.map(({ selectedOptions: own }) => own.map(({ value }) => folded(value)).join(' / ')));
	const marks = new Set<string>();
	return inputs.flatMap((input, at) => {
		const problems: UserError[] = [];
		const given = input.optionValues ?? [];
		const values = product === undefined ? given.map(({ name }) => name ?? '') : selectedOptions(product, given)?.map(({ value }) => value);
		const name = (values ?? []).join(' / ');
		if (values !== undefined && taken.has(folded(name))) {
			problems.push({
				field: ['variants', String(at)],
				message: `The variant '${name}' already exists. Please change at least one option value.`,
				code: 'VARIANT_ALREADY_EXISTS',
			});
		}
		taken.add(folded(name));
		for (const { type, namespace, key, value } of input.metafields ?? []) {
			if (type !== 'id') continue;
			const mark = JSON.stringify([namespace, key, value]);
			if (marks.has(mark)) {
				const message = 'Value has already been taken.';
				problems.push({ field: ['variants', String(at), 'metafields'], message, code: 'INVALID_INPUT' });
			}
			marks.add(mark);
		}
		return problems;
	});
}
