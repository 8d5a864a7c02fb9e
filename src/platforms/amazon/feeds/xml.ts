import { breathe } from '../../../domain/breathe';
import type { FeedKind } from './submit';

/** What stands in a message: elements in their order, those without content left out. */
export type XmlContent = string | number | { readonly [name: string]: XmlContent | readonly XmlContent[] | undefined };

/** A kind of message of Amazon's envelope, and the feed that takes it. */
export interface XmlFeedKind extends FeedKind {
	readonly messageType: string;
}

export const xmlFeedKind = (type: string, messageType: string): XmlFeedKind => ({
	type,
	messageType,
	contentType: 'text/xml; charset=UTF-8',
});

/** Amazon's advice for feeds of orders is to hand in few, and not to let one grow for ever; a report names each message that is wrong. */
const MESSAGES_AT_MOST = 5_000;
/** Amazon wants less than 10 MiB. */
const BYTES_AT_MOST = 9 * 1024 * 1024;

export interface XmlFile<Of> {
	readonly records: readonly Of[];
	readonly body: Buffer;
}

/** What XML cannot hold, even escaped: one such letter would have the whole file refused. */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const writable = (content: XmlContent): unknown => {
	if (typeof content === 'number') return content;
	if (typeof content === 'string') return content.toWellFormed().replace(UNWRITABLE, '');
	return Object.fromEntries(
		Object.entries(content).flatMap(([name, value]) => {
			if (value === undefined) return [];
			const all: readonly XmlContent[] | undefined = Array.isArray(value) ? (value as readonly XmlContent[]) : undefined;
			return [[name, all === undefined ? writable(value as XmlContent) : all.map(writable)]];
		}),
	);
};

/** As few files as the records fit in; the number of a message is its place in its file, from 1 on. */
export async function xmlFiles<Of>(
	{ messageType }: XmlFeedKind,
	sellerId: string,
	records: readonly Of[],
	contentOf: (record: Of) => XmlContent,
): Promise<readonly XmlFile<Of>[]> {
	const { XMLBuilder } = await import('fast-xml-parser');
	const builder = new XMLBuilder();
	const head = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">',
		builder.build({
			Header: { DocumentVersion: '1.01', MerchantIdentifier: writable(sellerId) },
			MessageType: messageType,
		}),
	].join('');
	const files: XmlFile<Of>[] = [];
	let [taken, parts, bytes]: [Of[], string[], number] = [[], [], 0];
	const close = (): void => {
		if (taken.length > 0) files.push({ records: taken, body: Buffer.from(`${head}${parts.join('')}</AmazonEnvelope>`) });
		[taken, parts, bytes] = [[], [], 0];
	};
	for (const record of records) {
		await breathe();
		const content = writable(contentOf(record));
		const message = (id: number): string => builder.build({ Message: { MessageID: id, [messageType]: content } });
		const size = Buffer.byteLength(message(MESSAGES_AT_MOST));
		if (taken.length >= MESSAGES_AT_MOST || bytes + size > BYTES_AT_MOST) close();
		taken.push(record);
		parts.push(message(taken.length));
		bytes += size;
	}
	close();
	return files;
}
