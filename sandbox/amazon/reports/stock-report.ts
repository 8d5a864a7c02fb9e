import { marketplaceById } from '../access/marketplaces';
import { centresOf, inboundOf, insideOf, noFbaParts, reservedOf } from '../inventory/fba-parts';
import type { FbaStockRecord } from '../inventory/fba-stock';
import { isShippedByAmazon, placeIn, type Listing } from '../listings/listing';
import type { ReportTable } from './listing-report';

const fbaInventory = 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA';
const ledger = 'GET_LEDGER_SUMMARY_VIEW_DATA';

export const stockReportTypes = [fbaInventory, ledger];

/** The 22 columns of the recorded one; `store` came later and is missing for some. */
const inventoryColumns = [
	'sku',
	'fnsku',
	'asin',
	'product-name',
	'condition',
	'your-price',
	'mfn-listing-exists',
	'mfn-fulfillable-quantity',
	'afn-listing-exists',
	'afn-warehouse-quantity',
	'afn-fulfillable-quantity',
	'afn-unsellable-quantity',
	'afn-reserved-quantity',
	'afn-total-quantity',
	'per-unit-volume',
	'afn-inbound-working-quantity',
	'afn-inbound-shipped-quantity',
	'afn-inbound-receiving-quantity',
	'afn-researching-quantity',
	'afn-reserved-future-supply',
	'afn-future-supply-buyable',
	'store',
];

/** As clients that read it name them; no whole file was published. */
const ledgerColumns = [
	'Date',
	'FNSKU',
	'ASIN',
	'MSKU',
	'Title',
	'Disposition',
	'Starting Warehouse Balance',
	'In Transit Between Warehouses',
	'Receipts',
	'Customer Shipments',
	'Customer Returns',
	'Vendor Returns',
	'Warehouse Transfer In/Out',
	'Found',
	'Lost',
	'Damaged',
	'Disposed',
	'Other Events',
	'Ending Warehouse Balance',
	'Unknown Events',
	'Location',
	'Store',
];

/** What a report of stock is made from. */
export interface StockReportSource {
	readonly type: string;
	readonly marketplaceId: string;
	readonly options: Readonly<Record<string, string>>;
	readonly dataStartMs?: number;
	readonly dataEndMs?: number;
	readonly listings: readonly Listing[];
	readonly fba: readonly FbaStockRecord[];
	readonly leftOut: readonly string[];
	/** Cells of the ledger stand in quotes, which one client takes off. */
	readonly quotesLedger: boolean;
	readonly now: number;
}

const flat = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');

const inventoryRow = (sku: string, record: FbaStockRecord | undefined, source: StockReportSource, listing?: Listing): readonly string[] => {
	const place = listing === undefined ? undefined : placeIn(listing, source.marketplaceId);
	const held = record ?? { fulfillable: 0, reserved: 0, parts: noFbaParts };
	const ownQuantity = place?.fulfilledBy === 'MERCHANT' ? (place.quantity ?? 0) : place?.leftMerchantQuantity;
	const { parts } = held;
	return [
		sku,
		record?.fnSku ?? '',
		record?.asin ?? listing?.asin ?? '',
		flat(place?.title ?? record?.productName ?? ''),
		'New',
		place?.price ?? '',
		ownQuantity === undefined ? 'No' : 'Yes',
		ownQuantity === undefined ? '' : String(ownQuantity),
		place?.fulfilledBy === 'MERCHANT' ? 'No' : 'Yes',
		...[insideOf(held), held.fulfillable, parts.unfulfillable, reservedOf(held), insideOf(held) + inboundOf(held)].map(String),
		'0.01',
		...[parts.inboundWorking, parts.inboundShipped, parts.inboundReceiving, parts.researching, 0, 0].map(String),
		'',
	];
};

/** Every SKU that Amazon ships in this marketplace or holds units of, whether or not its listing is suppressed. */
const inventoryTable = (source: StockReportSource): ReportTable => {
	const records = new Map(source.fba.map((record) => [record.sellerSku, record]));
	const shipped = source.listings.filter(
		(listing) =>
			placeIn(listing, source.marketplaceId)?.fulfilledBy === 'AMAZON' || (isShippedByAmazon(listing) && records.has(listing.sku)),
	);
	const listed = new Map(source.listings.map((listing) => [listing.sku, listing]));
	const skus = new Set([...shipped.map(({ sku }) => sku), ...records.keys()]);
	const kept = inventoryColumns.map((column) => !source.leftOut.includes(column));
	return {
		headers: inventoryColumns.filter((_column, at) => kept[at]),
		rows: [...skus].map((sku) => inventoryRow(sku, records.get(sku), source, listed.get(sku)).filter((_cell, at) => kept[at])),
	};
};

const dayMs = 86_400_000;
const mostDays = 31;

/** "05/13/2026". */
const american = (ms: number): string => new Date(ms).toISOString().replace(/^(\d{4})-(\d\d)-(\d\d).*$/, '$2/$3/$1');

/** The last whole day is yesterday: today is never in it. What moved between the days is not played. */
const daysOf = ({ dataStartMs, dataEndMs, now }: StockReportSource): readonly number[] => {
	const yesterday = Math.floor(now / dayMs) * dayMs - dayMs;
	const last = Math.min(yesterday, Math.floor((dataEndMs ?? now) / dayMs) * dayMs);
	const first = Math.max(last - (mostDays - 1) * dayMs, Math.floor((dataStartMs ?? last) / dayMs) * dayMs);
	return Array.from({ length: Math.max(0, (last - first) / dayMs + 1) }, (_unused, at) => first + at * dayMs);
};

/** Units by where they lie and how they are: per fulfilment centre, or per country. */
const locatedUnits = (record: FbaStockRecord, isByCentre: boolean): ReadonlyMap<string, number> => {
	const units = new Map<string, number>();
	const centres = centresOf(record);
	const add = (disposition: string, location: string, count: number): void => {
		const key = `${disposition} ${location}`;
		if (count > 0 || disposition === 'SELLABLE') units.set(key, (units.get(key) ?? 0) + count);
	};
	for (const { code, countryCode, units: count } of centres) add('SELLABLE', isByCentre ? code : countryCode, count);
	const [first] = centres;
	if (first !== undefined) add('UNSELLABLE', isByCentre ? first.code : first.countryCode, record.parts.unfulfillable);
	return units;
};

const ledgerTable = (source: StockReportSource): ReportTable => {
	const isByCentre = source.options['aggregateByLocation'] === 'FC';
	const days = daysOf(source);
	// Every account of Europe has one ledger, whichever of its marketplaces is asked; another region knows its own centres.
	const quoted = (cells: readonly string[]): readonly string[] => (source.quotesLedger ? cells.map((cell) => `"${cell}"`) : cells);
	const rows = days.flatMap((day) =>
		source.fba.flatMap((record) =>
			[...locatedUnits(record, isByCentre)].map(([key, units]) => {
				const [disposition = '', location = ''] = key.split(' ');
				const nothing = Array.from({ length: 11 }, () => '0');
				const { fnSku, asin, sellerSku, productName } = record;
				const head = [american(day), fnSku, asin, sellerSku, flat(productName), disposition, String(units)];
				return quoted([...head, ...nothing, String(units), '0', location, '']);
			}),
		),
	);
	return { headers: quoted(ledgerColumns), rows };
};

/** @returns undefined for a report that is not about stock */
export function stockReport(source: StockReportSource): ReportTable | undefined {
	// Fails early for a marketplace that is none.
	marketplaceById(source.marketplaceId);
	if (source.type === fbaInventory) return inventoryTable(source);
	return source.type === ledger ? ledgerTable(source) : undefined;
}
