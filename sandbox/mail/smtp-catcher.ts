import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../kernel/contract';
import type { MailInbox } from './inbox';
import { readMail } from './read-mail';

export interface SmtpCatcher {
	readonly host: '127.0.0.1';
	readonly port: number;
	close(): Promise<void>;
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

function senderOf({ envelope }: SMTPServerSession): string {
	return envelope.mailFrom === false ? '' : envelope.mailFrom.address;
}

/**
 * A mail server on 127.0.0.1 that takes every mail, from anyone and with any password, and delivers it to the inbox
 * alone. No encryption: it never leaves the machine.
 */
export async function startSmtpCatcher(inbox: MailInbox, clock: Clock, port = 0): Promise<SmtpCatcher> {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		disableReverseLookup: true,
		logger: false,
		onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anyone' }),
		onData: (stream, session, callback) => {
			readAll(stream)
				.then(readMail)
				.then(({ subject, text, html }) => {
					inbox.deliver({
						to: session.envelope.rcptTo.map((recipient) => recipient.address),
						from: senderOf(session),
						subject,
						text,
						at: clock.now(),
						source: 'smtp',
						...(html === '' ? {} : { html }),
					});
					callback();
				})
				.catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error))));
		},
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	// A client that hangs up in the middle is its own affair.
	server.on('error', () => undefined);
	return {
		host: '127.0.0.1',
		port: (server.server.address() as AddressInfo).port,
		close: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}
