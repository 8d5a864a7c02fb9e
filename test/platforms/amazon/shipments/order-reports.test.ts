import { PlatformError } from '../../../../src/domain/platform-error';
import { orderReport } from '../../../../src/platforms/amazon/shipments/feeds';
import { processingReport, type Result } from './processing-report';

const fates = async (messages: number, counts: readonly [number, number], ...results: readonly Result[]) =>
	await orderReport(messages).fates(processingReport(counts, results));

describe('the report of a feed of orders', () => {
	it('of a success, without any result, says that it was taken', async () => {
		expect(await fates(1, [1, 1])).toEqual([{ outcome: 'taken' }]);
	});

	it('as sellers reported it of a file that is no XML, names a message that is none, and refuses all', async () => {
		const ill = processingReport(
			[0, 0],
			[{ id: '9223372036854775807', code: 50001, text: 'The XML you submitted is ill-formed at the Amazon Envelope XML level.' }],
		);
		const refused = { outcome: 'refused', why: 'other', said: expect.stringContaining('ill-formed') as unknown };
		expect(await orderReport(2).fates(ill)).toEqual([refused, refused]);
	});

	it('refuses the message that it names, by code and by words, and takes the others', async () => {
		const told = await fates(
			4,
			[4, 2],
			{ id: 2, code: 18021, text: 'The quantities you provided were larger than the quantities that could be fulfilled.' },
			{ id: 4, code: 18028, text: 'Your order cannot be found.' },
		);
		expect(told).toMatchObject([
			{ outcome: 'taken' },
			{ outcome: 'refused', why: 'tooMany', said: expect.stringContaining('18021') as unknown },
			{ outcome: 'taken' },
			{ outcome: 'refused', why: 'notOpen' },
		]);
	});

	it('takes what it only warns of', async () => {
		expect(await fates(2, [2, 2], { id: 1, kind: 'Warning', code: 5000, text: 'Does not match the expected format.' })).toEqual([
			{ outcome: 'taken' },
			{ outcome: 'taken' },
		]);
	});

	it.each([
		['names fewer faults than it counts', 3, [3, 1], [{ id: 1, code: 18021, text: '' }], ['refused', 'unknown', 'unknown']],
		['processed fewer than were handed in', 2, [1, 1], [], ['unknown', 'unknown']],
		['names a message that was not handed in', 2, [2, 1], [{ id: 7, code: 18021, text: '' }], ['unknown', 'unknown']],
		['processed nothing and says nothing', 1, [0, 0], [], ['unknown']],
		['has a fault of the whole beside what it processed', 2, [2, 2], [{ id: 0, code: 5001, text: '' }], ['unknown', 'unknown']],
	] as const)('leaves open what its counts do not tell: it %s', async (_, messages, counts, results, outcomes) => {
		expect((await fates(messages, counts, ...results)).map(({ outcome }) => outcome)).toEqual(outcomes);
	});

	it.each(['', 'HTTP 503', '{}', '<AmazonEnvelope/>', '<AmazonEnvelope><Message>', '<a>&xxe;</a>'])(
		'that is none (%s) is a breach',
		async (text) => {
			await expect(orderReport(1).fates(text)).rejects.toThrow(PlatformError);
			await expect(orderReport(1).fates(text)).rejects.toMatchObject({ details: { kind: 'contract', operation: 'getFeedDocument' } });
		},
	);

	it('tells its words, without addresses of mail', async () => {
		const text = processingReport([1, 0], [{ id: 1, code: 1, text: 'Ask ana@example.com' }]);
		expect(await orderReport(1).words(text)).toBe('Ask … (1)');
	});
});
