import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fatesOf, wireFeedReport } from '../../../../src/platforms/amazon/stock/feed-report';
import { feedFiles, inOrder } from '../../../../src/platforms/amazon/stock/feed-message';

const recorded = (name: string): unknown => {
	const file = JSON.parse(readFileSync(join(__dirname, '../../../fixtures/amazon-samples', name), 'utf8')) as {
		response?: { body: unknown };
	};
	return file.response?.body ?? file;
};
const fates = async (report: unknown, ...skus: readonly string[]) =>
	Object.fromEntries(
		(await fatesOf(wireFeedReport.parse(report), skus)).map((one) => [one.sku, 'detail' in one ? one.detail : one.outcome]),
	);

const error = { code: '8684', severity: 'ERROR', message: 'SKU is associated to more than 1 GCID' };
const counts = (messagesProcessed: number, messagesInvalid: number) => ({
	errors: messagesInvalid,
	warnings: 0,
	messagesProcessed,
	messagesAccepted: messagesProcessed - messagesInvalid,
	messagesInvalid,
});

describe('the report of a feed', () => {
	it('as it was recorded of a success, says that all were taken', async () => {
		expect(await fates(recorded('feed-listings-report-success-1.json'), 'A')).toEqual({ A: 'taken' });
	});

	it('as it was recorded with more faults counted than named, leaves open which of the others were taken', async () => {
		const report = recorded('feed-listings-report-with-optional-fields-1.json');
		expect(await fates(report, 'A', 'B', 'C', 'D')).toEqual({
			A: 'unknown',
			B: 'unknown',
			C: 'unknown',
			D: "'[batteries_required]' is required but not supplied. (90220)",
		});
	});

	it('names a refused one by its SKU, and a warning is no refusal', async () => {
		const issues = [
			{ messageId: 2, sku: 'B', ...error },
			{ messageId: 3, sku: 'C', ...error, severity: 'WARNING' },
		];
		expect(await fates({ issues, summary: counts(3, 1) }, 'A', 'B', 'C')).toEqual({
			A: 'taken',
			B: 'SKU is associated to more than 1 GCID (8684)',
			C: 'taken',
		});
	});

	it('names a refused one by its message alone, whose number may be a text, in whatever order the SKUs are given', async () => {
		const report = { issues: [{ messageId: '2', ...error }], summary: counts(3, 1) };
		for (const skus of [
			['a', 'B', 'Ä'],
			['Ä', 'a', 'B'],
		]) {
			expect(await fates(report, ...skus)).toEqual({ B: 'taken', a: 'SKU is associated to more than 1 GCID (8684)', Ä: 'taken' });
		}
	});

	it('says nothing by numbers where the feed held others than these', async () => {
		const report = { issues: [{ messageId: 2, ...error }], summary: counts(3, 1) };
		expect(await fates(report, 'A', 'B')).toEqual({ A: 'unknown', B: 'unknown' });
		expect(await fates({ issues: [{ messageId: 2, sku: 'B', ...error }], summary: counts(3, 1) }, 'A', 'B')).toMatchObject({
			A: 'unknown',
		});
	});

	it('of a file that is refused as a whole counts nothing, and refuses all', async () => {
		const issues = [{ code: '4000001', severity: 'ERROR', message: 'The header of the feed is invalid.' }];
		expect(await fates({ issues, summary: counts(0, 0) }, 'A', 'B')).toEqual({
			A: 'The header of the feed is invalid. (4000001)',
			B: 'The header of the feed is invalid. (4000001)',
		});
	});

	it('without any fault of a feed of which less was processed leaves all open', async () => {
		expect(await fates({ issues: [], summary: counts(1, 0) }, 'A', 'B')).toEqual({ A: 'unknown', B: 'unknown' });
		expect(await fates({ issues: [], summary: counts(0, 0) }, 'A')).toEqual({ A: 'unknown' });
	});
});

describe('a feed', () => {
	const many = (count: number, length: number) =>
		Array.from({ length: count }, (_, at) => ({ sku: `${at}`.padEnd(length, 'ä'), quantity: at }));

	it('holds at most twenty-five thousand messages, numbered in the order of the SKUs', async () => {
		const files = await feedFiles('A1', many(25_001, 8));
		expect(files.map(({ writes }) => writes.length)).toEqual([25_000, 1]);
		const { messages } = JSON.parse(files[0]?.body.toString() ?? '') as { messages: { messageId: number; sku: string }[] };
		expect(messages.map(({ messageId }) => messageId)).toEqual(Array.from({ length: 25_000 }, (_, at) => at + 1));
		expect(messages.map(({ sku }) => sku)).toEqual(inOrder(files[0]?.writes ?? []).map(({ sku }) => sku));
	});

	it('stays below ten megabytes', async () => {
		const files = await feedFiles('A1', many(20_000, 200));
		expect(files.length).toBeGreaterThan(1);
		for (const { body } of files) expect(body.length).toBeLessThan(10 * 1024 * 1024);
	});
});
