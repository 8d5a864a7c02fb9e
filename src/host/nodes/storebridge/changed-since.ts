import { NodeOperationError, tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';

/** ms since 1970 (UTC); undefined where the field is empty. A date without a zone is meant in the workflow's. */
export function changedSince(context: IExecuteFunctions, input: number): number | undefined {
	const value = context.getNodeParameter('changedSince', input, '');
	if (value === '' || value === null) return undefined;
	try {
		return tryToParseDateTime(value, context.getTimezone()).toMillis();
	} catch {
		throw new NodeOperationError(context.getNode(), '"Changed Since" is not a date', {
			description: 'Choose a day, or leave the field empty for all.',
			itemIndex: input,
		});
	}
}
