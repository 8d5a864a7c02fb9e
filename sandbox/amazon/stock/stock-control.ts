import { ControlError } from '../../kernel/contract';
import { textOf, type ControlFields } from '../../kernel/control-fields';
import type { FeedFate } from '../feeds/feed';
import { availability } from '../listings/listing-attributes';
import type { Listing, ListingPlace } from '../listings/listing';
import { changeSettings } from '../listings/listing-control';
import type { AmazonStandIn } from '../stand-in-interface';
import { applyChange } from './apply-change';

const wholeOf = (fields: ControlFields, name: string): number => {
	const value = fields[name];
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new ControlError(`${name} must be a whole number`);
	return value;
};

/** A SKU's availability as buyers see it now, by marketplace. */
const shown = (listing: Listing): object => ({
	sku: listing.sku,
	places: listing.places.map((place) => ({
		marketplaceId: place.marketplaceId,
		available: availability(listing, place),
		...(place.closed === true ? { closed: true } : {}),
	})),
});

const inPlaces =
	(change: (place: ListingPlace) => ListingPlace, now: number) =>
	(listing: Listing): Listing => ({ ...listing, places: listing.places.map((place) => ({ ...change(place), updatedMs: now })) });

const channelOf = (fields: ControlFields): 'AMAZON' | 'MERCHANT' => {
	const { channel } = fields;
	if (channel !== 'AMAZON' && channel !== 'MERCHANT') throw new ControlError('channel must be AMAZON or MERCHANT');
	return channel;
};

/** Whose units buyers take: only so many as are shown, as on Amazon's page. */
const sell = ({ orders, stock }: AmazonStandIn, fields: ControlFields, sellerId: string): object => {
	const sku = textOf(fields, 'sku');
	const listing = stock.book.find(sellerId, sku);
	const [place] = listing?.places ?? [];
	if (listing === undefined || place === undefined) throw new ControlError(`The account has no listing ${sku}`, 404);
	const left = availability(listing, place).reduce((sum, { quantity = 0 }) => sum + quantity, 0);
	const sold = Math.min(place.closed === true ? 0 : left, wholeOf(fields, 'units'));
	if (sold === 0) return { sold };
	const items = [{ sku, quantity: sold, unitPrice: place.price ?? '19.90', ...(listing.asin === undefined ? {} : { asin: listing.asin }) }];
	return { sold, orderId: orders.create({ sellerId, marketplaceId: place.marketplaceId, items }).orderId };
};

/**
 * Control of quantities and feeds: stock {sku?} (what buyers see), stock/set {sku, quantity}, stock/close {sku},
 * stock/reopen {sku}, stock/channel {sku, channel, marketplaceIds?} (the seller moves it to FBA and back),
 * stock/sell {sku, units} (a buyer orders, at most what is shown), stock/locations {sku, units: {code: n}},
 * stock/refuse {sku, refused?} (Amazon takes nothing of it), stock/lose {sku} (its next submission is accepted in vain),
 * stock/settings {effectAfterMs?, cancelledComesBack?}, supply-sources {code, alias?, countryCode?, status?}, awd {sku, onHand, inbound?, reserved?},
 * feeds (all), feeds/decide {feedId?, ends?, refusedSkus?, refusedOrders?, refusedEvery?, warnedSkus?, warnedOrders?, applied?, report?, processingMs?} (without an
 * id: the next one), feeds/settings {processingMs?, gzipFromBytes?, keptMs?}.
 * @returns undefined for an action that is not among these
 */
export function controlStock(amazon: AmazonStandIn, action: string, fields: ControlFields): object | undefined {
	const { accounts, stock } = amazon;
	const { sellerId: _given, ...rest } = fields;
	const sellerId = typeof _given === 'string' ? accounts.seller(_given).sellerId : accounts.defaultSeller().sellerId;
	const now = stock.clock.now();
	const edit = (change: (listing: Listing) => Listing): object => shown(stock.desk.edit(sellerId, textOf(fields, 'sku'), change));
	switch (action) {
		case 'stock':
			return fields['sku'] === undefined
				? stock.book.all(sellerId).map(shown)
				: shown(amazon.listings.get(textOf(fields, 'sku'), sellerId));
		case 'stock/set': {
			const quantity = wholeOf(fields, 'quantity');
			return edit((listing) => applyChange(listing, { op: 'merge', channel: 'DEFAULT', quantity }, now));
		}
		case 'stock/close':
			return edit(inPlaces((place) => ({ ...place, closed: true }), now));
		case 'stock/reopen':
			return edit(inPlaces(({ closed: _closed, ...place }) => place, now));
		case 'stock/channel': {
			const fulfilledBy = channelOf(fields);
			const { marketplaceIds } = fields;
			const isMeant = ({ marketplaceId }: ListingPlace): boolean =>
				!Array.isArray(marketplaceIds) || marketplaceIds.includes(marketplaceId);
			return edit(inPlaces(({ leftMerchantQuantity: _left, ...place }) => (isMeant(place) ? { ...place, fulfilledBy } : place), now));
		}
		case 'stock/sell':
			return sell(amazon, fields, sellerId);
		case 'stock/locations': {
			const units = fields['units'] as Readonly<Record<string, number>>;
			for (const code of Object.keys(units))
				if (!stock.sources.has(sellerId, code)) throw new ControlError(`There is no supply source ${code}`, 404);
			return edit((listing) => ({ ...listing, locations: { ...units } }));
		}
		case 'stock/refuse':
			stock.desk.refuse(sellerId, textOf(fields, 'sku'), fields['refused'] !== false);
			return {};
		case 'stock/lose':
			stock.desk.lose(sellerId, textOf(fields, 'sku'));
			return {};
		case 'stock/settings':
			return changeSettings(stock.desk.settings, rest);
		case 'supply-sources': {
			const code = textOf(fields, 'code');
			const { alias = code, countryCode = 'US', status = 'Active' } = fields;
			const id = `${Buffer.from(code).toString('hex').padEnd(8, '0').slice(0, 8)}-1e55-4d33-855b-35e6254f5a58`;
			stock.sources.put(sellerId, { id, code, alias: String(alias), countryCode: String(countryCode), status: status as 'Active' });
			return stock.sources.all(sellerId);
		}
		case 'awd': {
			const inbound = fields['inbound'] === undefined ? 0 : wholeOf(fields, 'inbound');
			const reserved = fields['reserved'] === undefined ? 0 : wholeOf(fields, 'reserved');
			stock.awd.set(sellerId, { sku: textOf(fields, 'sku'), onHand: wholeOf(fields, 'onHand'), inbound, reserved });
			return stock.awd.all(sellerId);
		}
		case 'feeds':
			return stock.feeds.told();
		case 'feeds/decide': {
			const { feedId, ...fate } = rest;
			stock.feeds.decide(fate as FeedFate, typeof feedId === 'string' ? feedId : undefined);
			return {};
		}
		case 'feeds/settings':
			return changeSettings(stock.feeds.settings, rest);
		default:
			return undefined;
	}
}
