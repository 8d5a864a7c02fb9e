import type { N8nSession } from './n8n-session';
import type { LoggedSale } from './tally';

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The sales that the Order Sync Log node lists. */
export async function readLog(session: Pick<N8nSession, 'callWebhook'>): Promise<readonly LoggedSale[]> {
	const answer = await session.callWebhook('storebridge-demo-log', {});
	return (Array.isArray(answer) ? answer : [answer]).map(asRecord).flatMap((row) => {
		const orderId = asText(row.orderId);
		const { code, text } = asRecord(row.reason);
		return orderId === '' ? [] : [{ orderId, state: asText(row.state), reason: asText(code), text: asText(text) }];
	});
}
