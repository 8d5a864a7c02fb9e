import { gunzipSync } from 'node:zlib';
import { america, callProducts, germany, withOne } from './product-caller';

const documents = '/reports/2021-06-30/documents';

describe('a report', () => {
	it('waits, is made and is there after a minute', async () => {
		const amazon = await withOne();
		const { status, body } = await amazon.order(germany);
		expect(status).toBe(202);
		const stateNow = async () => (await amazon.report(body.reportId)).body.processingStatus;
		expect(await stateNow()).toBe('IN_QUEUE');
		amazon.sandbox.clock.advance(10_000);
		expect(await stateNow()).toBe('IN_PROGRESS');
		amazon.sandbox.clock.advance(49_999);
		expect(await stateNow()).toBe('IN_PROGRESS');
		expect((await amazon.report(body.reportId)).body).not.toHaveProperty('reportDocumentId');
		amazon.sandbox.clock.advance(1);
		const { body: done } = await amazon.report(body.reportId);
		expect(done).toMatchObject({
			processingStatus: 'DONE',
			createdTime: '2026-11-21T12:00:00+00:00',
			processingEndTime: '2026-11-21T12:01:00+00:00',
		});
		expect((await amazon.ask(`${documents}/${done.reportDocumentId ?? ''}`)).status).toBe(200);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('tells what was listed when it was ordered', async () => {
		const amazon = await withOne();
		const { reportId } = (await amazon.order(germany)).body;
		amazon.sandbox.amazon.listings.put({ sku: 'two' });
		amazon.sandbox.clock.advance(60_000);
		const { reportDocumentId = '' } = (await amazon.report(reportId)).body;
		const { body } = await amazon.ask<{ reportDocumentId: string; url: string }>(`${documents}/${reportDocumentId}`);
		expect((await amazon.read(body)).map((row) => row[3])).toEqual(['Händler-SKU', 'one']);
	});

	it('tells for a while what it told before, where that is set', async () => {
		const amazon = await withOne();
		await amazon.sandbox.amazon.control('reports/settings', { keptMs: 600_000 });
		await amazon.document(germany);
		amazon.sandbox.amazon.listings.put({ sku: 'two' });
		expect(await amazon.read(await amazon.document(germany))).toHaveLength(2);
		expect(await amazon.read(await amazon.document(germany, { reportOptions: { preferredReportDocumentLocale: 'en_US' } }))).toHaveLength(
			3,
		);
		amazon.sandbox.clock.advance(600_000);
		expect(await amazon.read(await amazon.document(germany))).toHaveLength(3);
	});

	it('is cancelled where there is nothing to tell, and fails where it is made to', async () => {
		const amazon = await callProducts();
		const endOf = async () => {
			const { reportId } = (await amazon.order(germany)).body;
			amazon.sandbox.clock.advance(60_000);
			return (await amazon.report(reportId)).body;
		};
		expect(await endOf()).toMatchObject({ processingStatus: 'CANCELLED' });
		amazon.sandbox.amazon.listings.put({ sku: 'one' });
		await amazon.sandbox.amazon.control('reports/fail', {});
		expect(await endOf()).toMatchObject({ processingStatus: 'FATAL' });
		expect(await endOf()).toMatchObject({ processingStatus: 'DONE' });
		const { reportId } = (await amazon.order(germany)).body;
		await amazon.sandbox.amazon.control('reports/fail', { reportId });
		amazon.sandbox.clock.advance(60_000);
		expect((await amazon.report(reportId)).body).not.toHaveProperty('reportDocumentId');
	});

	it('can be cancelled while it waits', async () => {
		const amazon = await withOne();
		const cancel = async (id: string) =>
			await amazon.sandbox.request('amazon', {
				method: 'DELETE',
				url: `/reports/2021-06-30/reports/${id}`,
				headers: { 'x-amz-access-token': (await amazon.logIn()).body.access_token ?? '' },
			});
		const { reportId } = (await amazon.order(germany)).body;
		const done = await cancel(reportId);
		expect([done.status, done.body.length]).toEqual([200, 0]);
		expect((await amazon.report(reportId)).body.processingStatus).toBe('CANCELLED');
		expect((await cancel(reportId)).status).toBe(400);
		expect((await cancel('1')).status).toBe(404);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('is found again, the newest first, page by page', async () => {
		const amazon = await withOne();
		for (let number = 0; number < 3; number += 1) await amazon.order(germany);
		amazon.sandbox.amazon.refillQuota();
		type List = { reports: { reportId: string }[]; nextToken?: string };
		const list = async (query: Readonly<Record<string, string>>) => (await amazon.ask<List>('/reports/2021-06-30/reports', query)).body;
		const first = await list({ reportTypes: 'GET_MERCHANT_LISTINGS_ALL_DATA', processingStatuses: 'IN_QUEUE,IN_PROGRESS', pageSize: '2' });
		expect(first.reports.map(({ reportId }) => reportId)).toEqual(['50000000003', '50000000002']);
		const second = await list({ nextToken: first.nextToken ?? '' });
		expect(second.reports.map(({ reportId }) => reportId)).toEqual(['50000000001']);
		expect(second).not.toHaveProperty('nextToken');
		expect((await list({ reportTypes: 'GET_MERCHANT_LISTINGS_ALL_DATA', processingStatuses: 'DONE' })).reports).toEqual([]);
		expect((await amazon.ask('/reports/2021-06-30/reports', { nextToken: first.nextToken ?? '', pageSize: '2' })).status).toBe(400);
	});

	it.each([
		['an unknown type', { reportType: 'GET_EVERYTHING' }, 400],
		['no marketplace', { marketplaceIds: [] }, 400],
		['a marketplace of another region', { marketplaceIds: [america] }, 403],
	])('is not made for %s', async (_what, body, status) => {
		expect((await (await callProducts()).order(germany, body)).status).toBe(status);
	});

	it('is ordered fifteen times at once, then once a minute', async () => {
		const amazon = await withOne();
		let granted = 0;
		while ((await amazon.order(germany)).status === 202) granted += 1;
		expect(granted).toBe(15);
		amazon.sandbox.clock.advance(60_000);
		expect((await amazon.order(germany)).status).toBe(202);
		expect((await amazon.order(germany)).status).toBe(429);
	});
});

describe("a report's document", () => {
	it('lies outside the API for five minutes, for whoever has the address', async () => {
		const amazon = await withOne();
		const { url } = await amazon.document(germany);
		expect(url).toMatch(/^https:\/\/tortuga-prod-eu\.s3-eu-west-1\.amazonaws\.com\/.+X-Amz-Expires=300/);
		const found = await amazon.fetch(url);
		expect(found).toMatchObject({ status: 200, headers: { server: 'AmazonS3', 'content-type': 'text/plain; charset=Cp1252' } });
		expect((await amazon.fetch(url.replace(/X-Amz-Signature=\w/, 'X-Amz-Signature=x'))).status).toBe(403);
		amazon.sandbox.clock.advance(300_001);
		const late = await amazon.fetch(url);
		expect(late.status).toBe(403);
		expect(late.headers['content-type']).toBe('application/xml');
		expect(late.body.toString()).toContain(
			'<Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>300</X-Amz-Expires>',
		);
	});

	it('is at the address under which the stand-in was asked', async () => {
		const amazon = await withOne();
		const { reportId } = (await amazon.order(germany)).body;
		amazon.sandbox.clock.advance(60_000);
		const { reportDocumentId = '' } = (await amazon.report(reportId)).body;
		const token = (await amazon.logIn()).body.access_token ?? '';
		const { body } = await amazon.call<{ url: string }>(
			`${documents}/${reportDocumentId}`,
			{},
			{ host: '127.0.0.1:8080', 'x-amz-access-token': token },
		);
		expect(body.url).toMatch(/^http:\/\/127\.0\.0\.1:8080\/tortuga-prod\//);
	});

	it("is at the stand-in's own address where it has one, whichever of Amazon's names it was asked under", async () => {
		const amazon = await withOne('eu', germany, { http: true });
		try {
			await amazon.sandbox.amazon.control('reports/settings', { gzipFromBytes: 1 });
			const { url } = await amazon.document(germany);
			expect(url.startsWith(`${amazon.sandbox.urls['amazon'] ?? ''}/`)).toBe(true);
			const answer = await fetch(url);
			expect(answer.headers.get('content-type')).toBe('text/plain; charset=Cp1252');
			expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString('latin1')).toContain('Größe 40');
		} finally {
			await amazon.sandbox.stop();
		}
	});

	it('is counted apart from the calls, as are the questions whether it is there', async () => {
		const amazon = await withOne();
		amazon.sandbox.resetCounts();
		const { url } = await amazon.document(germany);
		await amazon.fetch(url);
		expect(amazon.sandbox.counts()['amazon']).toMatchObject({ calls: 2, writes: 1, polls: 1, transfers: 1 });
		amazon.sandbox.faults.add({ standIn: 'amazon', kind: 'http500', operation: 'reportDocument', times: 1 });
		expect((await amazon.fetch(url)).status).toBe(500);
	});

	it('comes compressed from a size on, and says so', async () => {
		const amazon = await withOne();
		await amazon.sandbox.amazon.control('reports/settings', { gzipFromBytes: 1 });
		const document = await amazon.document(germany);
		expect(document.compressionAlgorithm).toBe('GZIP');
		expect((await amazon.fetch(document.url)).headers['content-encoding']).toBe('identity');
		expect(await amazon.read(document)).toHaveLength(2);
		const path = `${documents}/${document.reportDocumentId}`;
		const inflated = (await amazon.ask<{ url: string }>(path, { enableContentEncodingUrlHeader: 'true' })).body;
		expect((await amazon.fetch(inflated.url)).headers['content-encoding']).toBe('gzip');
	});
});
