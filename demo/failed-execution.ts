import { parse } from 'flatted';

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The node and the words of the error in an execution as n8n keeps it (`data` is JSON flattened with `flatted`). */
export const whatFailed = ({ data }: Readonly<Record<string, unknown>>): string => {
	if (typeof data !== 'string') return 'n8n kept nothing of it';
	const { error } = asRecord(asRecord(parse(data)).resultData);
	const { message, description, node } = asRecord(error);
	const where = asText(asRecord(node).name);
	return [where, asText(message), asText(description)].filter((text) => text !== '').join(' · ') || 'n8n names no error';
};
