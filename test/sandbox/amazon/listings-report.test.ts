import { america, britain, callProducts, france, germany, poland, withOne } from './product-caller';

const japan = 'A1VC38T7YXB528';
const documents = '/reports/2021-06-30/documents';

describe('the listings report', () => {
	const rowsOf = async (account: 'eu' | 'na', marketplaceId: string, more: object = {}) => {
		const amazon = await withOne(account, marketplaceId);
		const document = await amazon.document(marketplaceId, more);
		const { headers } = await amazon.fetch(document.url);
		const [names = [], row = []] = await amazon.read(document);
		return { type: headers['content-type'], names, row };
	};

	it.each([
		['Germany', 'eu', germany, 'Cp1252', 21, 21, 'Größe 40 € – ?ó?ty ?', '01/07/2025 12:15:00 MEST', '5.00'],
		['Great Britain', 'eu', britain, 'Cp1252', 31, 29, 'Größe 40 € – ?ó?ty ?', '01/07/2025 11:15:00 BST', '5.00'],
		['France', 'eu', france, 'Cp1252', 17, 17, 'Größe 40 € – ?ó?ty ?', '01/07/2025 12:15:00 MEST', '5.00'],
		['Poland', 'eu', poland, 'Cp1252', 21, 21, 'Größe 40 € – ?ó?ty ?', '01/07/2025 12:15:00 MEST', '5.00'],
		['the United States', 'na', america, 'utf8', 29, 29, 'Größe 40 € – żółty 🎁', '2025-07-01 03:15:00 PDT', '5'],
	] as const)('of %s', async (_country, account, marketplaceId, charset, columns, filled, title, opened, price) => {
		const { type, names, row } = await rowsOf(account, marketplaceId);
		expect(type).toBe(`text/plain; charset=${charset}`);
		expect([names.length, row.length]).toEqual([columns, filled]);
		expect(row).toContain(title);
		expect(row).toContain(opened);
		expect(row).toContain(price);
	});

	it('of Japan is in its own letters', async () => {
		const amazon = await callProducts('eu');
		const { accounts, listings } = amazon.sandbox.amazon;
		accounts.addSeller({ sellerId: 'JAPAN', region: 'fe' });
		accounts.authorize('amzn1.application-oa2-client.sandbox', 'JAPAN', 'Atzr|japan');
		listings.put({ sku: 'マグ-1', places: [{ marketplaceId: japan, title: 'マグカップ ①', price: '980' }] }, 'JAPAN');
		const { body } = await amazon.logIn({ refresh_token: 'Atzr|japan' });
		const headers = { host: 'sellingpartnerapi-fe.amazon.com', 'x-amz-access-token': body.access_token ?? '' };
		const ordered = await amazon.sandbox.request('amazon', {
			method: 'POST',
			url: '/reports/2021-06-30/reports',
			headers,
			body: { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: [japan] },
		});
		const { reportId } = JSON.parse(ordered.body.toString()) as { reportId: string };
		amazon.sandbox.clock.advance(60_000);
		const report = (await amazon.call<{ reportDocumentId: string }>(`/reports/2021-06-30/reports/${reportId}`, {}, headers)).body;
		const document = (await amazon.call<{ url: string; reportDocumentId: string }>(`${documents}/${report.reportDocumentId}`, {}, headers))
			.body;
		expect((await amazon.fetch(document.url)).headers['content-type']).toBe('text/plain; charset=windows-31j');
		const [names, row] = await amazon.read(document);
		expect(names).toContain('出品者SKU');
		expect(row).toContain('マグ-1');
		expect(row).toContain('マグカップ ①');
		expect(row).toContain('2026/11/21 21:00:00 JST');
	});

	it('has English names where they are asked for, and lacks what is gone', async () => {
		const { names } = await rowsOf('eu', germany, { reportOptions: { preferredReportDocumentLocale: 'en_US' } });
		expect([names.length, names.slice(0, 4)]).toEqual([29, ['item-name', 'item-description', 'listing-id', 'seller-sku']]);
		const amazon = await withOne();
		await amazon.sandbox.amazon.control('reports/settings', { leftOutColumns: ['status'] });
		expect((await amazon.read(await amazon.document(germany)))[0]).not.toContain('Status');
	});

	it('leaves quantities of FBA empty, and names parents without a price', async () => {
		const amazon = await callProducts('na');
		const { listings } = amazon.sandbox.amazon;
		const inAmerica = { marketplaceId: america };
		listings.put({ sku: 'fba', places: [{ ...inAmerica, fulfilledBy: 'AMAZON', leftMerchantQuantity: 3 }] }, amazon.sellerId);
		listings.put({ sku: 'gone', places: [{ ...inAmerica, status: 'Inactive', quantity: 983 }] }, amazon.sellerId);
		listings.put({ sku: 'parent', variation: { theme: 'SIZE', axes: ['size'] }, places: [inAmerica] }, amazon.sellerId);
		const cells = async (more: object = {}) => {
			const [names = [], ...rows] = await amazon.read(await amazon.document(america, more));
			const wanted = ['seller-sku', 'price', 'quantity', 'pending-quantity', 'fulfillment-channel', 'status'];
			return rows.map((row) => wanted.map((name) => row[names.indexOf(name)]));
		};
		expect(await cells()).toEqual([
			['fba', '19.9', '', '', 'AMAZON_NA', 'Active'],
			['gone', '19.9', '983', '0', 'DEFAULT', 'Inactive'],
			['parent', '', '', '', 'DEFAULT', 'Active'],
		]);
		await amazon.sandbox.amazon.control('reports/settings', { showsParents: false });
		expect(await cells()).toHaveLength(2);
		const open = await amazon.read(await amazon.document(america, { reportType: 'GET_FLAT_FILE_OPEN_LISTINGS_DATA' }));
		expect(open).toEqual([
			['sku', 'asin', 'price', 'quantity'],
			['fba', listings.get('fba', amazon.sellerId).asin, '19.9', ''],
		]);
	});
});
