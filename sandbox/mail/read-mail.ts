import { simpleParser } from 'mailparser';

export interface MailContent {
	readonly subject: string;
	readonly text: string;
	/** '' when the mail has none. */
	readonly html: string;
}

/** A mail shows what it holds: no text is made of its HTML, no HTML of its text. */
const asItIs = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true } as const;

export async function readMail(raw: Buffer): Promise<MailContent> {
	const { subject = '', text = '', html } = await simpleParser(raw, asItIs);
	return { subject, text: text.trimEnd(), html: typeof html === 'string' ? html.trimEnd() : '' };
}
