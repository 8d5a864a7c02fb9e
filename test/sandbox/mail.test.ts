import { connect, type Socket } from 'node:net';
import { createRealClock } from '../../sandbox/kernel/clock';
import { createMailStandIn, MailInbox, type SmtpCatcher, startSmtpCatcher } from '../../sandbox/mail';
import { requestOf } from './woocommerce/replay/player';

/** Speaks SMTP by hand: says each line once the server has answered the one before. */
async function say(port: number, lines: readonly string[], encoding: BufferEncoding = 'utf8'): Promise<readonly string[]> {
	const socket: Socket = connect(port, '127.0.0.1');
	const answers: string[] = [];
	let pending = '';
	await new Promise<void>((resolve, reject) => {
		const waiting = [...lines];
		socket.on('error', reject);
		socket.on('close', () => resolve());
		socket.on('data', (chunk) => {
			pending += chunk.toString('utf8');
			if (!/^\d{3} .*\r\n$/m.test(pending)) return;
			answers.push(pending.trim());
			pending = '';
			const next = waiting.shift();
			if (next === undefined) socket.end();
			else socket.write(`${next}\r\n`, encoding);
		});
	});
	return answers;
}

function dialog(to: string, message: readonly string[]): readonly string[] {
	return ['EHLO test', 'MAIL FROM:<shop@store.example>', `RCPT TO:<${to}>`, 'DATA', [...message, '.'].join('\r\n'), 'QUIT'];
}

describe('the mail catcher', () => {
	const inbox = new MailInbox();
	let catcher: SmtpCatcher;

	beforeAll(async () => {
		catcher = await startSmtpCatcher(inbox, createRealClock());
	});

	afterAll(() => catcher.close());

	beforeEach(() => inbox.clear());

	it('takes a mail and keeps it', async () => {
		const answers = await say(catcher.port, dialog('Anna@Shop.example', ['Subject: Hello', '', 'First line', 'Second line']));
		expect(answers.at(-2)).toMatch(/^250/);
		expect(inbox.to('anna@shop.example')).toEqual([
			expect.objectContaining({
				from: 'shop@store.example',
				subject: 'Hello',
				text: 'First line\nSecond line',
				source: 'smtp',
				to: ['anna@shop.example'],
			}),
		]);
	});

	it('reads encoded subjects and the parts of a message', async () => {
		await say(
			catcher.port,
			dialog('a@b.example', [
				'Subject: =?UTF-8?Q?Bestellung_best=C3=A4tigt?=',
				'Content-Type: multipart/alternative; boundary="xx"',
				'',
				'--xx',
				'Content-Type: text/plain; charset=utf-8',
				'Content-Transfer-Encoding: quoted-printable',
				'',
				'Gr=C3=BC=C3=9Fe aus dem =',
				'Lager',
				'--xx',
				'Content-Type: text/html; charset=utf-8',
				'Content-Transfer-Encoding: base64',
				'',
				Buffer.from('<p>Grüße</p>').toString('base64'),
				'--xx--',
			]),
		);
		expect(inbox.messages()[0]).toMatchObject({ subject: 'Bestellung bestätigt', text: 'Grüße aus dem Lager', html: '<p>Grüße</p>' });
	});

	it('leaves attachments out of the text, even those that are text', async () => {
		await say(
			catcher.port,
			dialog('a@b.example', [
				'Subject: With a list',
				'Content-Type: multipart/mixed; boundary="outer"',
				'',
				'--outer',
				'Content-Type: multipart/alternative; boundary="inner"',
				'',
				'--inner',
				'Content-Type: text/plain; charset=utf-8',
				'',
				'The list is attached.',
				'--inner',
				'Content-Type: text/html; charset=utf-8',
				'',
				'<p>The list is attached.</p>',
				'--inner--',
				'--outer',
				'Content-Type: text/csv; charset=utf-8; name="orders.csv"',
				'Content-Disposition: attachment; filename="orders.csv"',
				'Content-Transfer-Encoding: base64',
				'',
				Buffer.from('order;total\n1;2.50').toString('base64'),
				'--outer--',
			]),
		);
		expect(inbox.messages()).toEqual([
			expect.objectContaining({ subject: 'With a list', text: 'The list is attached.', html: '<p>The list is attached.</p>' }),
		]);
	});

	it('reads subjects of several encoded words, whatever their character sets', async () => {
		await say(
			catcher.port,
			dialog('a@b.example', [
				`Subject: =?UTF-8?B?${Buffer.from('Zahlung für ').toString('base64')}?=`,
				' =?ISO-8859-1?Q?gr=FCne_K=E4rz?= =?ISO-8859-1?Q?chen?= paid',
				'',
				'x',
			]),
		);
		expect(inbox.messages()[0]?.subject).toBe('Zahlung für grüne Kärzchen paid');
	});

	it.each([
		['utf8', 'utf-8'],
		['latin1', 'iso-8859-1'],
	] as const)('reads a body of 8-bit bytes in %s', async (encoding, charset) => {
		const head = ['Subject: Bytes', `Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'];
		await say(catcher.port, dialog('a@b.example', [...head, '', 'Grüße', 'aus Köln']), encoding);
		expect(inbox.messages()[0]).toMatchObject({ subject: 'Bytes', text: 'Grüße\naus Köln' });
	});

	it('makes no text of a mail that has HTML only', async () => {
		const head = ['Subject: Page', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit'];
		await say(catcher.port, dialog('a@b.example', [...head, '', '<p>Größe <a href="https://shop.example">M</a></p>']));
		expect(inbox.messages()[0]).toMatchObject({ text: '', html: '<p>Größe <a href="https://shop.example">M</a></p>' });
	});

	it('reports a mail to a buyer of Amazon, and no other', async () => {
		const standIn = createMailStandIn(inbox);
		await say(catcher.port, dialog('merchant@store.example', ['Subject: To the merchant', '', 'x']));
		expect(standIn.damage()).toEqual([]);
		await say(catcher.port, dialog('abc123@marketplace.amazon.co.uk', ['Subject: To a buyer', '', 'x']));
		expect(standIn.damage()).toEqual([{ kind: 'buyerMail', detail: 'mail by SMTP: To a buyer' }]);
	});

	it('shows the inbox and empties it', async () => {
		const standIn = createMailStandIn(inbox);
		inbox.deliver({ to: ['a@b.example'], from: 'x@y.example', subject: '<b>bold</b>', text: 't', at: 0, source: 'woocommerce' });
		const page = await standIn.handle(requestOf({ method: 'GET', path: '/' }));
		expect(String(page.body)).toContain('&#60;b&#62;bold');
		expect((await standIn.handle(requestOf({ method: 'DELETE', path: '/messages' }))).status).toBe(204);
		expect((await standIn.handle(requestOf({ method: 'GET', path: '/messages' }))).body).toEqual([]);
	});
});
