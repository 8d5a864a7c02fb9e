import { listingSchema } from '../../../../src/domain/listing';
import { columnsOf } from '../../../../src/platforms/amazon/listings/columns';
import { charsetOf } from '../../../../src/platforms/amazon/listings/table';
import { readAmazonText } from '../../../fixtures/amazon-samples';
import { DE, fixture, GB, readReport, SELLER, US } from './fixtures';

const JP = 'A1VC38T7YXB528';

const report = (header: string, ...rows: readonly string[]): Buffer => Buffer.from([header, ...rows, ''].join('\n'));
const HEADER = 'seller-sku\titem-name\tprice\tquantity\tproduct-id-type\tproduct-id\tasin1\titem-condition\tfulfillment-channel\tstatus';
const one = async (row: string, header = HEADER) => (await readReport(report(header, row), 'utf-8', DE))[0];

describe('the report of all listings', () => {
	it('of an American account', async () => {
		const listings = await readReport(Buffer.from(readAmazonText('report-MERCHANT_LISTINGS_ALL_DATA-1.tsv')), 'Cp1252', US);
		expect(listings).toHaveLength(8);
		expect(listings[0]).toEqual({
			channel: SELLER,
			marketplace: US,
			sku: 'I0-RALD-N1UR',
			code: 'B0B68NBQ1Y',
			title: 'GiftBox',
			kind: 'single',
			fulfilledBy: 'merchant',
			condition: 'new',
			active: true,
			price: { amount: '5.00', currency: 'USD' },
			quantity: 1000,
		});
		// FBA: Amazon's stock is not told, which is not nothing.
		expect(listings[4]).toEqual(expect.not.objectContaining({ quantity: expect.anything() as unknown }));
		expect(listings[4]).toMatchObject({ sku: 'IA-VREM-8L92', fulfilledBy: 'amazon', active: false });
		expect(listings[7]).toMatchObject({ condition: 'used' });
		for (const listing of listings) expect(listingSchema.safeParse(listing).error).toBeUndefined();
	});

	it('in German, in the letters of Windows', async () => {
		expect(await readReport(fixture('report-de-cp1252.tsv'), charsetOf('text/plain;charset=Cp1252', DE), DE)).toMatchObject([
			{ sku: 'WK-GRÜN-17', title: 'Wasserkocher grün, 1,7 l – Größe L', gtin: '4000000000017', code: 'B0EXAMPL01', quantity: 12 },
			{ sku: 'TK-WEISS', title: 'Teekanne weiß', code: 'B0EXAMPL02', fulfilledBy: 'amazon', active: false },
		]);
	});

	it('whose rows end early, and which says nothing of a state because all are for sale', async () => {
		const listings = await readReport(fixture('report-without-status.tsv'), 'Cp1252', GB);
		expect(listings).toHaveLength(10);
		expect(listings[0]).toMatchObject({ sku: 'SKU-001-TEST', code: '1234567890', condition: 'used', active: true });
		expect(await one('A\tTitle\t5')).toMatchObject({ sku: 'A', title: 'Title', price: { amount: '5.00', currency: 'EUR' }, active: false });
	});

	it('leaves out what it cannot read and keeps the rest', async () => {
		expect(await one('A\tT\t1.234,56\tmany\t4\tno code\t\t99\tSOMEBODY\tActive')).toEqual({
			channel: SELLER,
			marketplace: DE,
			sku: 'A',
			title: 'T',
			kind: 'single',
			fulfilledBy: 'unknown',
			condition: 'unknown',
			active: true,
		});
		expect(await one('\tno SKU\t5\t1\t1\tB0\tB0\t11\tDEFAULT\tActive')).toBeUndefined();
	});

	it('takes a SKU as it is written, spaces, slashes and all', async () => {
		expect((await one(' A/B 1 \tT'))?.sku).toBe(' A/B 1 ');
		expect((await one('T-🦊-"x"\tT'))?.sku).toBe('T-🦊-"x"');
	});

	it('takes quotation marks for what they are, unless the whole file stands in them', async () => {
		expect((await one('A\t"Best" pipe, 12"'))?.title).toBe('"Best" pipe, 12"');
		const quoted = HEADER.split('\t').map((name) => `"${name}"`);
		expect(await one('"A"\t"12"" pipe"\t"5.00"', quoted.join('\t'))).toMatchObject({ sku: 'A', title: '12" pipe' });
	});

	it('takes what has neither price nor quantity for a parent: nobody can buy it', async () => {
		expect(await one('P\tT\t\t\t1\tB0\tB0\t\tDEFAULT\tActive')).toMatchObject({ kind: 'parent' });
		expect(await one('F\tT\t5\t\t1\tB0\tB0\t11\tAMAZON_EU\tActive')).toMatchObject({ kind: 'single' });
		expect(await one('Z\tT\t\t0\t1\tB0\tB0\t11\tDEFAULT\tInactive')).toMatchObject({ kind: 'single' });
	});

	it('finds the ASIN where it stands', async () => {
		expect((await one('A\tT\t5\t1\t1\tB0EXAMPL01\t\t11\tDEFAULT\tActive'))?.code).toBe('B0EXAMPL01');
		expect((await one('A\tT\t5\t1\t4\t4000000000017\tB0EXAMPL02\t11\tDEFAULT\tActive'))?.code).toBe('B0EXAMPL02');
	});
});

describe('the letters', () => {
	it('are those that Amazon names, in all its spellings', async () => {
		const names = ['Cp1252', 'utf8', 'UTF-8', 'windows-31j', 'Shift_JIS', 'iso-8859-1', 'cp932'];
		expect(names.map((name) => new TextDecoder(charsetOf(`text/plain; charset=${name}`, DE)).encoding)).toEqual([
			'windows-1252',
			'utf-8',
			'utf-8',
			'shift_jis',
			'shift_jis',
			'windows-1252',
			'shift_jis',
		]);
		const japanese = Buffer.concat([
			Buffer.from('8f6f95698ed2', 'hex'),
			Buffer.from('SKU\t'),
			Buffer.from('8fa4956996bc', 'hex'),
			Buffer.from('\r\nA\t'),
			Buffer.from('955c8e86', 'hex'),
			Buffer.from('\r\n'),
		]);
		expect(await readReport(japanese, charsetOf('text/plain; charset=Shift_JIS', JP), JP)).toMatchObject([{ sku: 'A', title: '表紙' }]);
	});

	it('are what the country is used to, where Amazon names none', () => {
		expect([charsetOf(undefined, DE), charsetOf('text/plain', JP)]).toEqual(['windows-1252', 'windows-31j']);
	});

	it('are UTF-8 where the file starts with its mark, whatever was said', async () => {
		const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), report(HEADER, 'Ü\tTür')]);
		expect(await readReport(marked, 'Cp1252', DE)).toMatchObject([{ sku: 'Ü', title: 'Tür' }]);
	});
});

describe('the headers', () => {
	const READ = [
		'item-name',
		'seller-sku',
		'price',
		'quantity',
		'product-id-type',
		'item-condition',
		'asin1',
		'product-id',
		'fulfillment-channel',
		'status',
	];
	const told = fixture('headers.tsv')
		.toString('utf8')
		.split('\n')
		.slice(1)
		.filter((line) => line !== '')
		.map((line) => line.split('\t'));

	it.each([...new Set(told.map(([language = '']) => language))])('in %s are all known', (language) => {
		const wanted = told.filter(([of, name = '']) => of === language && READ.includes(name));
		const columns = columnsOf(wanted.map(([, , localised = '']) => localised));
		expect([...columns].map(([column, at]) => [column, wanted[at]?.[1]])).toEqual(wanted.map(([, column]) => [column, column]));
		expect(columns.has('seller-sku')).toBe(true);
	});

	it('in French reports with English names are read as well', () => {
		expect(columnsOf(fixture('report-fr-header.tsv').toString('utf8').split('\t')).get('seller-sku')).toBe(2);
	});

	it('that name condition and state alike in Spain are told apart by their order', () => {
		const columns = columnsOf(['SKU del vendedor', 'Estado del producto', 'Precio', 'Estado del producto']);
		expect([columns.get('item-condition'), columns.get('status')]).toEqual([1, 3]);
	});
});
