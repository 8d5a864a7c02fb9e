import { z } from 'zod';
import { anyText, describeIssues, lenient, lenientList } from '../fields';
import type { FeedReport } from './fates';
import { unreadableReport } from './report';

/** Numbers stay texts: one that stands for "no message" is larger than any number that can be counted with. */
const whole = z
	.string()
	.regex(/^\d{1,9}$/)
	.transform(Number);

const wireResult = z.object({
	MessageID: lenient(z.string()),
	/** Error or Warning. */
	ResultCode: lenient(z.string()),
	ResultMessageCode: lenient(z.string()),
	ResultDescription: lenient(anyText),
});
export type XmlResult = z.output<typeof wireResult>;

const wireReport = z.object({
	AmazonEnvelope: z.object({
		Message: z.object({
			ProcessingReport: z.object({
				ProcessingSummary: z.object({ MessagesProcessed: whole, MessagesSuccessful: whole }),
				Result: lenientList(wireResult),
			}),
		}),
	}),
});

async function parsed(text: string): Promise<unknown> {
	const { XMLParser } = await import('fast-xml-parser');
	try {
		const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, isArray: (name) => name === 'Result' });
		return parser.parse(text, true) as unknown;
	} catch {
		return undefined;
	}
}

/** Amazon's report of an XML feed that held so many messages. Warnings are none of its faults: what they are about was taken. */
export async function readXmlReport(text: string, messages: number): Promise<FeedReport<XmlResult>> {
	const report = wireReport.safeParse(await parsed(text));
	if (!report.success) throw unreadableReport(describeIssues(report.error));
	const { ProcessingSummary: counts, Result: results } = report.data.AmazonEnvelope.Message.ProcessingReport;
	const { MessagesProcessed: processed, MessagesSuccessful: successful } = counts;
	const others = processed !== messages && processed !== 0;
	const about = ({ MessageID }: XmlResult): number | 'feed' | undefined => {
		const id = whole.safeParse(MessageID).data;
		// Amazon writes the largest number there is, or none, where it could not even tell the messages apart.
		if (id === undefined || id === 0) return 'feed';
		return others || id > messages ? undefined : id - 1;
	};
	const faults = results.filter(({ ResultCode }) => ResultCode !== 'Warning').map((fault) => ({ about: about(fault), fault }));
	return { processed, successful, faults, others };
}
