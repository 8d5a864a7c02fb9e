import type { SellerAccount } from '../access/accounts';
import { marketplaceById } from '../access/marketplaces';
import type { FbaStockBook } from '../inventory/fba-stock';
import { toMoney } from '../orders/amounts';
import { AmazonError } from '../rest/answers';
import { asFields, checkAddress, checkItems, marketplaceOf, refusal } from './mcf-request';
import type { McfAddress, McfRequestItem, McfSpeed } from './mcf-wire';

/** What an order would cost and when it would arrive, at one speed; nothing is reserved. */
export interface McfPreview {
	readonly speed: McfSpeed;
	readonly marketplaceId: string;
	readonly isFulfillable: boolean;
	readonly isAddressBad: boolean;
	readonly fee: { readonly amount: string; readonly currencyCode: string };
	readonly fulfillable: readonly McfRequestItem[];
	/** Units that are not there. */
	readonly short: readonly McfRequestItem[];
	/** Milliseconds since the epoch. */
	readonly shipFromMs: number;
	readonly shipUntilMs: number;
	readonly arriveFromMs: number;
	readonly arriveUntilMs: number;
}

const day = 86_400_000;
const daysUnderWay: Readonly<Record<McfSpeed, number>> = { Standard: 4, Expedited: 2, Priority: 1, ScheduledDelivery: 4 };
const centsPerUnit: Readonly<Record<McfSpeed, number>> = { Standard: 595, Expedited: 795, Priority: 1195, ScheduledDelivery: 995 };

const isBadAddress = (address: unknown, seller: SellerAccount): boolean => {
	try {
		checkAddress(address, seller.region);
		return false;
	} catch (error) {
		if (error instanceof AmazonError) return true;
		throw error;
	}
};

export interface PreviewRequest {
	readonly marketplaceId?: unknown;
	readonly address: McfAddress;
	readonly items: unknown;
	readonly speeds: readonly McfSpeed[];
}

/** @throws AmazonError InvalidInput for SKUs and marketplaces that are unknown; a bad address is part of the answer */
export function previewsOf(
	{ marketplaceId: given, address, items, speeds }: PreviewRequest,
	seller: SellerAccount,
	stock: FbaStockBook,
	now: number,
): readonly McfPreview[] {
	const marketplaceId = marketplaceOf(seller, given);
	if (speeds.some((speed) => daysUnderWay[speed] === undefined))
		throw refusal('Value for parameter shippingSpeedCategories is invalid. Reason: InvalidValue.');
	const { currency } = marketplaceById(marketplaceId);
	const checked = checkItems(items, seller.sellerId, stock);
	asFields(address);
	const isAddressBad = isBadAddress(address, seller);
	const left = new Map<string, number>();
	const split = checked.map((item) => {
		const there = left.get(item.sellerSku) ?? stock.find(seller.sellerId, item.sellerSku)?.fulfillable ?? 0;
		const got = Math.min(there, item.quantity);
		left.set(item.sellerSku, there - got);
		return { item, got };
	});
	const of = (quantityOf: (entry: (typeof split)[number]) => number): readonly McfRequestItem[] =>
		split.flatMap((entry) => (quantityOf(entry) > 0 ? [{ ...entry.item, quantity: quantityOf(entry) }] : []));
	const fulfillable = of(({ got }) => got);
	const short = of(({ item, got }) => item.quantity - got);
	const units = fulfillable.reduce((sum, { quantity }) => sum + quantity, 0);
	return speeds.map((speed) => ({
		speed,
		marketplaceId,
		isFulfillable: short.length === 0 && !isAddressBad,
		isAddressBad,
		fee: toMoney(units * centsPerUnit[speed], currency),
		fulfillable,
		short,
		shipFromMs: now + day / 2,
		shipUntilMs: now + day,
		arriveFromMs: now + daysUnderWay[speed] * day,
		arriveUntilMs: now + (daysUnderWay[speed] + 1) * day,
	}));
}
