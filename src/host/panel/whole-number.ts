import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** A field that takes a whole number. Throws for anything else: an expression may give anything, and what is no number fits nothing. */
export function wholeNumber(
	context: IExecuteFunctions,
	label: string,
	value: unknown,
	least: number,
	most = Number.MAX_SAFE_INTEGER,
): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least && number <= most) return number;
	const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
	throw new NodeOperationError(context.getNode(), `"${label}" is not a whole number that can be taken`, {
		description: `Enter a whole number, ${range}.`,
	});
}
