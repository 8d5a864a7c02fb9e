/** One result of an XML feed, about a message. */
export interface FeedResult {
	readonly messageId: string;
	readonly code: 'Error' | 'Warning';
	readonly number: number;
	readonly description: string;
	readonly orderId?: string;
}

export interface FeedCounts {
	readonly processed: number;
	readonly successful: number;
	readonly errors: number;
	readonly warnings: number;
}

/** In place of a message's id where no message could be read: the largest of Java's whole numbers. */
export const noMessageId = '9223372036854775807';

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

const tag = (depth: number, name: string, text: string | number): string =>
	`${'\t'.repeat(depth)}<${name}>${escaped(String(text))}</${name}>`;

const resultLines = ({ messageId, code, number, description, orderId }: FeedResult): readonly string[] => [
	'\t\t\t<Result>',
	tag(4, 'MessageID', messageId),
	tag(4, 'ResultCode', code),
	tag(4, 'ResultMessageCode', number),
	tag(4, 'ResultDescription', description),
	...(orderId === undefined ? [] : ['\t\t\t\t<AdditionalInfo>', tag(5, 'AmazonOrderID', orderId), '\t\t\t\t</AdditionalInfo>']),
	'\t\t\t</Result>',
];

/** Amazon's report of an XML feed. Where all went well it has no result at all. */
export function processingReport(
	feed: { readonly id: string; readonly sellerId: string },
	counts: FeedCounts,
	results: readonly FeedResult[],
): string {
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">',
		'\t<Header>',
		tag(2, 'DocumentVersion', '1.02'),
		tag(2, 'MerchantIdentifier', feed.sellerId),
		'\t</Header>',
		tag(1, 'MessageType', 'ProcessingReport'),
		'\t<Message>',
		tag(2, 'MessageID', 1),
		'\t\t<ProcessingReport>',
		tag(3, 'DocumentTransactionID', feed.id),
		tag(3, 'StatusCode', 'Complete'),
		'\t\t\t<ProcessingSummary>',
		tag(4, 'MessagesProcessed', counts.processed),
		tag(4, 'MessagesSuccessful', counts.successful),
		tag(4, 'MessagesWithError', counts.errors),
		tag(4, 'MessagesWithWarning', counts.warnings),
		'\t\t\t</ProcessingSummary>',
		...results.flatMap(resultLines),
		'\t\t</ProcessingReport>',
		'\t</Message>',
		'</AmazonEnvelope>',
		'',
	].join('\n');
}
