import { gzipSync } from 'node:zlib';
import { failure } from '../failure';
import { json } from '../raw-server';
import { DE, GB } from './fixtures';
import { item, many, readAll, reportOf, ScriptedAmazon } from './scripted-amazon';

let amazon: ScriptedAmazon;
beforeEach(async () => {
	amazon = await new ScriptedAmazon().start();
	amazon.items = many(1001);
	amazon.file = { bytes: reportOf(1200), type: 'text/plain; charset=UTF-8' };
});
afterEach(() => amazon.stop());

const MINUTE = 60_000;
const orders = () => amazon.calls('createReport');

describe('a large catalog', () => {
	it('is read by one report, in four calls but for looking whether it is ready', async () => {
		const { skus, pages } = await readAll(amazon.listings());
		expect(skus).toEqual(Array.from({ length: 1200 }, (_, at) => `SKU-${at}`));
		expect(pages).toBe(3);
		expect(amazon.asked()).toEqual(['search', 'getReports', 'createReport', 'getReport', 'getReport', 'getReportDocument', 'file']);
		expect(JSON.parse(orders()[0]?.body ?? '')).toEqual({
			reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
			marketplaceIds: [DE],
			reportOptions: { preferredReportDocumentLocale: 'en_US' },
		});
		expect(amazon.around.clock.slept).toEqual([15_000, 15_000]);
	});

	it('has the reports of all marketplaces made at the same time', async () => {
		await readAll(amazon.listings(), { marketplaces: [DE, GB] });
		expect(amazon.asked().slice(0, 5)).toEqual(['search', 'search', 'getReports', 'createReport', 'createReport']);
		expect(amazon.calls('getReports')[0]?.query.get('marketplaceIds')).toBe(`${DE},${GB}`);
		expect(orders().map(({ body }) => (JSON.parse(body) as { marketplaceIds: unknown }).marketplaceIds)).toEqual([[DE], [GB]]);
	});

	it('takes a finished report of the last hour again, whoever ordered it', async () => {
		await readAll(amazon.listings());
		amazon.around.clock.advance(50 * MINUTE);
		expect((await readAll(amazon.listings())).skus).toHaveLength(1200);
		expect(orders()).toHaveLength(1);
		amazon.around.clock.advance(20 * MINUTE);
		await readAll(amazon.listings());
		expect(orders()).toHaveLength(2);
	});

	it('joins a report that is being made, and takes none of another marketplace or of several', async () => {
		const createdTime = new Date(amazon.around.clock.now() - MINUTE).toISOString();
		const fields = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', createdTime, processingStatus: 'IN_QUEUE' };
		for (const [reportId, marketplaceIds] of [
			['R1', [GB]],
			['R2', [DE, GB]],
			['R3', [DE]],
		] as const)
			amazon.reports.set(reportId, { ...fields, reportId, marketplaceIds });
		await readAll(amazon.listings());
		expect(orders()).toEqual([]);
		expect(amazon.calls('getReport').map(({ path }) => path.split('/').at(-1))).toEqual(['R3', 'R3']);
	});
});

describe('a report that is not ready in time', () => {
	it('is said to be on its way, and the next run goes on with it', async () => {
		amazon.looks = 30;
		const error = await failure(readAll(amazon.listings()));
		expect(error.details).toMatchObject({ kind: 'rateLimited', code: 'reportNotReady', retryAfterMs: MINUTE });
		expect(amazon.around.clock.slept.length).toBe(16);
		const [report] = amazon.reports.values();
		const ended = new Date(amazon.around.clock.now() + 5 * MINUTE).toISOString();
		Object.assign(report ?? {}, { processingStatus: 'DONE', processingEndTime: ended, reportDocumentId: 'doc' });
		amazon.around.clock.advance(30 * MINUTE);
		expect((await readAll(amazon.listings())).skus).toHaveLength(1200);
		expect(orders()).toHaveLength(1);
	});
});

describe('a report that Amazon does not make', () => {
	const becoming = (processingStatus: string, fields: object = {}) => {
		amazon.looks = 99;
		amazon.before = ({ path }) => {
			if (path.includes('/reports/R')) Object.assign([...amazon.reports.values()][0] ?? {}, { processingStatus, ...fields });
			return false;
		};
	};

	it('because it was cancelled is no empty catalog: Amazon counted its listings', async () => {
		becoming('CANCELLED');
		const error = await failure(readAll(amazon.listings()));
		expect(error.details).toMatchObject({ kind: 'unavailable', code: 'reportCancelled' });
		expect(error.message).toContain('Amazon.de');
	});

	it('because another one of the same is on its way is none to wait for: that one is', async () => {
		becoming('CANCELLED');
		const { before } = amazon;
		amazon.before = (...asked) => {
			const createdTime = new Date(amazon.around.clock.now()).toISOString();
			const fields = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: [DE], createdTime, processingStatus: 'DONE' };
			if (amazon.reports.size === 1) amazon.reports.set('OTHER', { ...fields, reportId: 'OTHER', reportDocumentId: 'doc' });
			return before?.(...asked) === true;
		};
		expect((await readAll(amazon.listings())).skus).toHaveLength(1200);
		expect(orders()).toHaveLength(1);
	});

	it('because of a fault says what its file says', async () => {
		becoming('FATAL', { reportDocumentId: 'doc' });
		amazon.file = { bytes: gzipSync('{"errorDetails":"The marketplace is not supported"}'), type: 'text/plain' };
		const error = await failure(readAll(amazon.listings()));
		expect(error.message).toContain('The marketplace is not supported');
		expect(error.details.code).toBe('reportFatal');
	});

	it('is ordered again the next time', async () => {
		becoming('FATAL');
		await failure(readAll(amazon.listings()));
		amazon.before = undefined;
		amazon.looks = 1;
		expect((await readAll(amazon.listings())).skus).toHaveLength(1200);
		expect(orders()).toHaveLength(2);
	});
});

describe('the file of a report', () => {
	const failing = (fails: (at: number, ...asked: Parameters<NonNullable<ScriptedAmazon['before']>>) => boolean) => {
		let at = 0;
		amazon.before = (request, response, socket) => request.path === '/file' && fails((at += 1), request, response, socket);
	};

	it('is fetched without our tokens', async () => {
		await readAll(amazon.listings());
		const [file] = amazon.calls('file');
		expect([file?.headers['x-amz-access-token'], file?.headers.authorization, file?.url]).toEqual([
			undefined,
			undefined,
			'/file?signed=yes',
		]);
	});

	it('whose connection breaks is fetched again from a new address, and every row comes once', async () => {
		amazon.file = { bytes: reportOf(3000, false), type: 'text/plain; charset=utf8' };
		failing((at, _, response) => {
			if (at > 2) return false;
			response.writeHead(200, { 'content-type': 'text/plain; charset=utf8', 'content-length': amazon.file.bytes.length });
			response.write(amazon.file.bytes.subarray(0, at * 50_000), () => setTimeout(() => response.destroy(), 20));
			return true;
		});
		const { skus } = await readAll(amazon.listings());
		expect(skus).toEqual(Array.from({ length: 3000 }, (_, at) => `SKU-${at}`));
		expect(amazon.calls('getReportDocument')).toHaveLength(3);
		expect(orders()).toHaveLength(1);
	});

	it('whose address has ended is asked for again', async () => {
		failing((at, _, response) => {
			if (at > 1) return false;
			response.writeHead(403, { 'content-type': 'application/xml' });
			response.end('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>');
			return true;
		});
		expect((await readAll(amazon.listings())).skus).toHaveLength(1200);
		expect(amazon.calls('getReportDocument')).toHaveLength(2);
	});

	it('that lies on another host over http is not fetched', async () => {
		amazon.before = ({ path }, response) => {
			if (!path.includes('/documents/')) return false;
			json(response, 200, { reportDocumentId: 'doc', url: 'http://198.51.100.7/file' });
			return true;
		};
		const error = await failure(readAll(amazon.listings()));
		expect(error.details.kind).toBe('contract');
		expect(error.message).toContain('not https');
	});

	it('without a column of SKUs names the columns that came', async () => {
		amazon.file = { bytes: Buffer.from('Sache\tPreis\nA\t5\n'), type: 'text/plain' };
		const error = await failure(readAll(amazon.listings()));
		expect(error.message).toContain('"Sache", "Preis"');
		expect(error.details.kind).toBe('contract');
	});

	it('in letters that nobody knows is a clear fault', async () => {
		amazon.file = { bytes: reportOf(3), type: 'text/plain; charset=EBCDIC' };
		expect((await failure(readAll(amazon.listings()))).message).toContain('EBCDIC');
	});

	it('without a row is no empty catalog: Amazon counted its listings', async () => {
		for (const bytes of [Buffer.from('seller-sku\titem-name\n'), Buffer.alloc(0)]) {
			amazon.file = { bytes, type: 'text/plain' };
			const before = amazon.calls('file').length;
			expect((await failure(readAll(amazon.listings()))).details).toMatchObject({ kind: 'unavailable', code: 'reportEmpty' });
			expect(amazon.calls('file')).toHaveLength(before + 1);
		}
	});

	it('names its rows with more cells than the header, in which something else stands in the place of the SKU', async () => {
		const rows = ['Mug\tA\t5', 'Mug\twith a tab\tB\t5', 'Mug\tC\t5\t'];
		amazon.file = { bytes: Buffer.from(['item-name\tseller-sku\tprice', ...rows].join('\n')), type: 'text/plain' };
		expect(await readAll(amazon.listings())).toMatchObject({
			skus: ['A', 'C'],
			unreadable: [{ marketplace: DE, why: "Line 3 of Amazon's report of listings has more cells than its header" }],
		});
	});

	it('names its rows without a SKU, and the rest goes on', async () => {
		amazon.file = { bytes: Buffer.from('seller-sku\titem-name\nA\tT\n\tno SKU\nB\tT\n'), type: 'text/plain' };
		expect(await readAll(amazon.listings())).toMatchObject({
			skus: ['A', 'B'],
			unreadable: [{ marketplace: DE, why: "Line 3 of Amazon's report of listings names no SKU" }],
		});
	});

	it('is given up where nobody wants the rest', async () => {
		amazon.file = { bytes: reportOf(50_000, false), type: 'text/plain' };
		for await (const page of amazon.listings().all({ marketplaces: [DE] })) {
			expect(page.listings).toHaveLength(500);
			break;
		}
		expect(amazon.calls('file')).toHaveLength(1);
	});

	it('whose letters lack some of a SKU is mended by the ASIN, and what stays in doubt is named', async () => {
		const own = (sku: string, asin: string) => item(sku, { summaries: [{ ...(item(sku).summaries as object[])[0], asin }] });
		amazon.items = [
			...many(1001),
			own('🎁-1', 'B0GIFT'),
			own('マグ-2', 'B0MUG'),
			own('A?', 'B0PLAIN'),
			own('ツ1', 'B0TWO'),
			own('テ1', 'B0TWO'),
		];
		const rows = ['?-1\tB0GIFT', '??-2\tB0MUG', 'A?\tB0PLAIN', '?1\tB0TWO', '?1\tB0TWO', '?9\tB0NONE', 'B\tB0'];
		amazon.file = { bytes: Buffer.from(['seller-sku\tasin1', ...rows].join('\n')), type: 'text/plain; charset=Cp1252' };
		const { skus, unreadable } = await readAll(amazon.listings());
		expect(skus).toEqual(['B', '🎁-1', 'マグ-2', 'A?', 'ツ1', 'テ1']);
		expect(unreadable).toEqual([{ marketplace: DE, why: expect.stringContaining('"?9"') as unknown }]);
		amazon.file = { ...amazon.file, type: 'text/plain; charset=UTF-8' };
		expect((await readAll(amazon.listings())).skus).toHaveLength(7);
	});

	it('in other letters than Amazon says is mended in the same way, or named', async () => {
		const own = (sku: string, asin: string) => item(sku, { summaries: [{ ...(item(sku).summaries as object[])[0], asin }] });
		amazon.items = [...many(1001), own('TÜR-1', 'B0DOOR')];
		const rows = ['TÜR-1\tB0DOOR', 'TÜR-2\tB0NONE', 'B\tB0'];
		amazon.file = { bytes: Buffer.from(['seller-sku\tasin1', ...rows].join('\n'), 'latin1'), type: 'text/plain; charset=UTF-8' };
		const { skus, unreadable } = await readAll(amazon.listings());
		expect([skus, unreadable.length]).toEqual([['B', 'TÜR-1'], 1]);
	});

	it("whose question marks are the seller's own is believed after a few", async () => {
		const own = (at: number) => item(`A?${at}`, { summaries: [{ ...(item('A').summaries as object[])[0], asin: `B0${at}` }] });
		amazon.items = [...many(1001), ...Array.from({ length: 200 }, (_, at) => own(at))];
		const rows = Array.from({ length: 200 }, (_, at) => `A?${at}\tB0${at}`);
		amazon.file = { bytes: Buffer.from(['seller-sku\tasin1', ...rows].join('\n')), type: 'text/plain; charset=Cp1252' };
		expect((await readAll(amazon.listings())).skus).toHaveLength(200);
		expect(amazon.calls('by identifiers')).toHaveLength(3);
	});
});
