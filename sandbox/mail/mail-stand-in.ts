import { ControlError, type Damage, type RequestCounts, type SandboxRequest, type SandboxResponse, type StandIn } from '../kernel/contract';
import { createRequestCounter } from '../kernel/request-counter';
import { isAmazonRelay } from './amazon-relay';
import type { MailInbox, StoreMail } from './inbox';

function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function row(mail: StoreMail): string {
	const cells = [new Date(mail.at).toISOString(), mail.to.join(', '), mail.subject, mail.text];
	return `<tr>${cells.map((cell) => `<td><pre>${escaped(cell)}</pre></td>`).join('')}</tr>`;
}

/** `?to=`, `?orderId=` and `?audience=` narrow the messages down. */
function wanted(inbox: MailInbox, query: URLSearchParams): readonly StoreMail[] {
	const [to, orderId, audience] = ['to', 'orderId', 'audience'].map((name) => query.get(name));
	return inbox
		.messages()
		.filter(
			(mail) =>
				(typeof to !== 'string' || mail.to.includes(to.toLowerCase())) &&
				(typeof orderId !== 'string' || String(mail.orderId) === orderId) &&
				(typeof audience !== 'string' || mail.audience === audience),
		);
}

/** Shows the inbox: a page at `/`, JSON at `/messages`; `DELETE /messages` empties it. */
export function createMailStandIn(inbox: MailInbox, name = 'mail'): StandIn {
	const counter = createRequestCounter();
	const operationOf = ({ method, path }: SandboxRequest): string | undefined => {
		if (path === '/' && method === 'GET') return 'showInbox';
		if (path !== '/messages') return undefined;
		return method === 'GET' ? 'listMessages' : method === 'DELETE' ? 'clearMessages' : undefined;
	};
	const answer = (operation: string | undefined, query: URLSearchParams): SandboxResponse => {
		if (operation === 'listMessages') return { status: 200, body: wanted(inbox, query) };
		if (operation === undefined) return { status: 404, body: { error: 'There is /, /messages' } };
		if (operation === 'clearMessages') {
			inbox.clear();
			return { status: 204 };
		}
		const rows = [...inbox.messages()].reverse().map(row).join('');
		const head = '<tr><th>Time</th><th>To</th><th>Subject</th><th>Text</th></tr>';
		const html = `<!DOCTYPE html><meta charset="utf-8"><title>Mails of the sandbox</title><h1>Mails</h1><table>${head}${rows}</table>`;
		return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
	};
	return {
		name,
		operationOf,
		async handle(request: SandboxRequest): Promise<SandboxResponse> {
			const operation = operationOf(request);
			counter.count(operation ?? 'unknown', request.method === 'GET' ? 'call' : 'write');
			return answer(operation, request.query);
		},
		async control(action: string): Promise<unknown> {
			if (action === 'messages') return inbox.messages();
			if (action !== 'clear') throw new ControlError(`unknown action ${action}; there are messages, clear`, 404);
			inbox.clear();
			return {};
		},
		state: () => ({ messages: inbox.messages().length }),
		// Mails of a store are that store's damage; here count those that came by SMTP, from a workflow for one.
		damage: (): readonly Damage[] =>
			inbox
				.messages()
				.filter((mail) => mail.source === 'smtp' && mail.to.some(isAmazonRelay))
				.map((mail) => ({ kind: 'buyerMail', detail: `mail by SMTP: ${mail.subject}` })),
		counts: (): RequestCounts => counter.counts(),
		resetCounts: () => counter.reset(),
		reset: () => {
			inbox.clear();
			counter.reset();
		},
	};
}
