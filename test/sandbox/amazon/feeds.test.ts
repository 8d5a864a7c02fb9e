import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { readAmazonExchange, readAmazonSample } from '../../fixtures/amazon-samples';
import { modelsDirectory } from '../../harness/amazon-models';
import { germany } from './product-caller';
import { callStock, feedsPath, message, type StockCaller } from './stock-caller';

const minute = 60_000;
const header = { sellerId: 'A1SANDBOXEU', version: '2.0', issueLocale: 'en_US' };

async function withSkus(count: number): Promise<StockCaller> {
	const amazon = await callStock();
	for (let at = 1; at <= count; at += 1)
		amazon.sandbox.amazon.listings.put({ sku: `S${at}`, places: [{ marketplaceId: germany, quantity: 1 }] });
	amazon.sandbox.amazon.listings.put({ sku: 'fba', places: [{ marketplaceId: germany, fulfilledBy: 'AMAZON' }] });
	return amazon;
}

const feedOf = (...messages: readonly object[]): object => ({ header, messages });
const three = feedOf(message(1, 'S1', 11), message(2, 'S2', 12), message(3, 'S3', 13));
const quantityOf = async (amazon: StockCaller, sku: string): Promise<number | undefined> =>
	((await amazon.live(sku)) as { quantity?: number }[])[0]?.quantity;

const validatorOf = (file: string) =>
	modelsDirectory === undefined
		? undefined
		: new Ajv({ strict: false }).compile(JSON.parse(readFileSync(path.join(modelsDirectory, file), 'utf8')) as object);

describe('JSON_LISTINGS_FEED', () => {
	it('goes from the queue to done in five minutes, and its messages are live some minutes after', async () => {
		const amazon = await withSkus(3);
		const feedId = await amazon.submit(three);
		expect(await amazon.feed(feedId)).toMatchObject({ feedId, feedType: 'JSON_LISTINGS_FEED', processingStatus: 'IN_QUEUE' });
		amazon.sandbox.clock.advance(2 * minute);
		expect(await amazon.feed(feedId)).toMatchObject({ processingStatus: 'IN_PROGRESS' });
		amazon.sandbox.clock.advance(3 * minute);
		const done = await amazon.feed(feedId);
		expect(done.processingStatus).toBe('DONE');
		const report = await amazon.processingReport(done);
		const recorded = readAmazonExchange('feed-listings-report-success-1').response.body as { summary: object };
		expect(Object.keys(report)).toEqual(Object.keys(recorded));
		expect(Object.keys(report.summary)).toEqual(Object.keys(recorded.summary));
		expect(report).toEqual({
			header: { sellerId: 'A1SANDBOXEU', version: '2.0', feedId },
			issues: [],
			summary: { errors: 0, warnings: 0, messagesProcessed: 3, messagesAccepted: 3, messagesInvalid: 0 },
		});
		expect(await quantityOf(amazon, 'S2')).toBe(1);
		amazon.sandbox.clock.advance(2 * minute);
		expect([await quantityOf(amazon, 'S1'), await quantityOf(amazon, 'S3')]).toEqual([11, 13]);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('refuses message by message, and only refusals are told', async () => {
		const amazon = await withSkus(3);
		await amazon.control('feeds/decide', { refusedSkus: ['S2'] });
		const noChannel = {
			messageId: 4,
			sku: 'S3',
			operationType: 'PATCH',
			productType: 'PRODUCT',
			patches: [{ op: 'replace', path: '/attributes/fulfillment_availability', value: [{ quantity: 1 }] }],
		};
		const feedId = await amazon.submit(feedOf(message(1, 'S1', 5), message(2, 'S2', 5), message(3, 'S3', -5), noChannel));
		amazon.sandbox.clock.advance(7 * minute);
		const report = await amazon.processingReport(await amazon.feed(feedId));
		expect(report.issues).toMatchObject([
			{ messageId: 2, sku: 'S2', code: '8684', severity: 'ERROR', message: 'SKU is associated to more than 1 GCID' },
			{ messageId: 3, sku: 'S3', severity: 'ERROR', attributeName: 'fulfillment_availability' },
			{ messageId: 4, code: 'BAD_REQUEST', severity: 'ERROR', message: 'Invalid parameters provided.' },
		]);
		expect(report.issues[2]).not.toHaveProperty('sku');
		expect(report.summary).toEqual({ errors: 3, warnings: 0, messagesProcessed: 4, messagesAccepted: 1, messagesInvalid: 3 });
		expect([await quantityOf(amazon, 'S1'), await quantityOf(amazon, 'S2'), await quantityOf(amazon, 'S3')]).toEqual([5, 1, 1]);
	});

	it('tells of what it warns, in other forms too, and of what it has against a SKU', async () => {
		const amazon = await withSkus(3);
		await amazon.control('stock/refuse', { sku: 'S3' });
		await amazon.control('feeds/decide', { warnedSkus: ['S1'], report: 'textIds' });
		await amazon.control('feeds/decide', { report: 'withoutSkus' });
		const ids = [await amazon.submit(three), await amazon.submit(three)];
		amazon.sandbox.clock.advance(7 * minute);
		const [first, second] = [
			await amazon.processingReport(await amazon.feed(ids[0] ?? '')),
			await amazon.processingReport(await amazon.feed(ids[1] ?? '')),
		];
		expect(first.issues).toMatchObject([
			{ messageId: '1', severity: 'WARNING', sku: 'S1' },
			{ messageId: '3', severity: 'ERROR', sku: 'S3' },
		]);
		expect(first.summary).toMatchObject({ errors: 1, warnings: 1, messagesAccepted: 2, messagesInvalid: 1 });
		expect(second.issues.map((issue) => Object.keys(issue))).toEqual([['messageId', 'code', 'severity', 'message']]);
		expect([await quantityOf(amazon, 'S1'), await quantityOf(amazon, 'S3')]).toEqual([11, 1]);
	});

	it('a message that deletes a listing does so, and is damage', async () => {
		const amazon = await withSkus(1);
		await amazon.submit(feedOf({ messageId: 1, sku: 'S1', operationType: 'DELETE' }));
		amazon.sandbox.clock.advance(7 * minute);
		expect((await amazon.listing('S1')).status).toBe(404);
		expect(amazon.damageKinds()).toEqual(['listingDeleted']);
	});

	it('a whole file that is refused names no message and counts none', async () => {
		const amazon = await withSkus(1);
		for (const document of ['{"header":', { header: { ...header, sellerId: 'OTHER' }, messages: [message(1, 'S1', 5)] }, feedOf()]) {
			const feedId = await amazon.submit(document);
			amazon.sandbox.clock.advance(7 * minute);
			const { issues, summary } = await amazon.processingReport(await amazon.feed(feedId));
			expect(issues).toHaveLength(1);
			expect(issues[0]).not.toHaveProperty('messageId');
			expect(summary).toMatchObject({ messagesProcessed: 0, messagesAccepted: 0, messagesInvalid: 0 });
		}
		expect(await quantityOf(amazon, 'S1')).toBe(1);
	});

	it('reports, as do the recorded ones, keep to the schema, and so does what is sent', async () => {
		const checkReport = validatorOf('schema-listings-feed-processing-report-v2.json');
		const checkFeed = validatorOf('schema-listings-feed-v2.json');
		if (checkReport === undefined || checkFeed === undefined) return;
		const amazon = await withSkus(3);
		await amazon.control('feeds/decide', { refusedEvery: 2 });
		const feedId = await amazon.submit(three);
		amazon.sandbox.clock.advance(7 * minute);
		const reports = [
			await amazon.processingReport(await amazon.feed(feedId)),
			readAmazonSample('feed-listings-report-with-optional-fields-1'),
		];
		for (const report of reports) expect([checkReport(report), checkReport.errors]).toEqual([true, null]);
		expect(checkFeed(three)).toBe(true);
	});

	it('shows the FBA mistake as damage when it is sent, and adds the second offer', async () => {
		const amazon = await withSkus(1);
		await amazon.submit(feedOf(message(1, 'fba', 4), message(2, 'S1', 4)));
		expect(amazon.damageKinds()).toEqual(['fbaToFbm']);
		amazon.sandbox.clock.advance(7 * minute);
		expect(await amazon.live('fba')).toEqual([{ fulfillmentChannelCode: 'DEFAULT', quantity: 4 }, { fulfillmentChannelCode: 'AMAZON_EU' }]);
	});

	it('ends as it is told to: fatal after some, cancelled, stuck for ever, with a spoilt report', async () => {
		const amazon = await withSkus(3);
		for (const fate of [{ ends: 'FATAL', applied: 1 }, { ends: 'CANCELLED' }, { ends: 'stuck' }, { report: 'spoilt' }]) {
			await amazon.control('feeds/decide', fate);
		}
		const ids = [];
		for (const at of [1, 2, 3, 4]) ids.push(await amazon.submit(feedOf(message(1, 'S1', 20 + at), message(2, 'S2', 20 + at))));
		amazon.sandbox.clock.advance(7 * minute);
		const feeds = [];
		for (const id of ids) feeds.push(await amazon.feed(id));
		expect(feeds.map(({ processingStatus }) => processingStatus)).toEqual(['FATAL', 'CANCELLED', 'IN_PROGRESS', 'DONE']);
		expect(feeds.map(({ resultFeedDocumentId }) => resultFeedDocumentId !== undefined)).toEqual([false, false, false, true]);
		await expect(amazon.processingReport(feeds[3] as never)).rejects.toThrow('JSON');
		amazon.sandbox.clock.advance(24 * 60 * minute);
		expect((await amazon.feed(ids[2] ?? '')).processingStatus).toBe('IN_PROGRESS');
		expect([await quantityOf(amazon, 'S1'), await quantityOf(amazon, 'S2')]).toEqual([24, 24]);
	});

	it('is cancelled only while it waits, and two of the same are told', async () => {
		const amazon = await withSkus(3);
		const first = await amazon.submit(three);
		expect((await amazon.send('DELETE', `${feedsPath}/feeds/${first}`).catch(() => undefined))?.status ?? 200).toBe(200);
		expect((await amazon.feed(first)).processingStatus).toBe('CANCELLED');
		const second = await amazon.submit(three);
		amazon.sandbox.clock.advance(2 * minute);
		expect((await amazon.send('DELETE', `${feedsPath}/feeds/${second}`)).status).toBe(400);
		expect(await amazon.control('feeds')).toMatchObject([
			{ id: first, status: 'CANCELLED', accepted: 0 },
			{ id: second, repeats: first },
		]);
		amazon.sandbox.clock.advance(5 * minute);
		expect(await quantityOf(amazon, 'S1')).toBe(11);
		const { body } = await amazon.ask<{ feeds: { feedId: string }[]; nextToken?: string }>(`${feedsPath}/feeds`, {
			feedTypes: 'JSON_LISTINGS_FEED',
			pageSize: '1',
		});
		expect(body.feeds.map(({ feedId }) => feedId)).toEqual([second]);
		const next = await amazon.ask<{ feeds: { feedId: string }[] }>(`${feedsPath}/feeds`, { nextToken: body.nextToken ?? '' });
		expect(next.body.feeds.map(({ feedId }) => feedId)).toEqual([first]);
	});

	it('takes an upload only with the content type that was signed, within five minutes, and no feed without one', async () => {
		const amazon = await withSkus(1);
		const wrong = await amazon.upload(three, 'application/json');
		expect([wrong.stored.status, wrong.stored.body.toString()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')]);
		const refused = await amazon.send('POST', `${feedsPath}/feeds`, {
			feedType: 'JSON_LISTINGS_FEED',
			marketplaceIds: [germany],
			inputFeedDocumentId: wrong.id,
		});
		expect(refused.status).toBe(400);
		const right = await amazon.upload(three);
		expect([right.stored.status, right.stored.body.length]).toEqual([200, 0]);
		expect(amazon.sandbox.counts()['amazon']).toMatchObject({ transfers: 2 });
	});

	it('takes 25,000 messages in one and compresses a long report', async () => {
		const amazon = await withSkus(1);
		const many = Array.from({ length: 25_000 }, (_, at) => message(at + 1, 'S1', at % 100));
		await amazon.control('feeds/decide', { refusedEvery: 10 });
		const feedId = await amazon.submit(feedOf(...many));
		amazon.sandbox.clock.advance(7 * minute);
		const done = await amazon.feed(feedId);
		expect((await amazon.reportBytes(done)).document.compressionAlgorithm).toBe('GZIP');
		expect((await amazon.processingReport(done)).summary).toMatchObject({ messagesAccepted: 22_500, messagesInvalid: 2500 });
		const tooMany = await amazon.submit(feedOf(...many, message(25_001, 'S1', 1)));
		amazon.sandbox.clock.advance(7 * minute);
		expect((await amazon.processingReport(await amazon.feed(tooMany))).summary.messagesProcessed).toBe(0);
	});
});
