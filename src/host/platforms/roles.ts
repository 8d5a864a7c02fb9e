import type { ShippingStage } from '../../ports/shipment-sink';
import type { Capability } from './capabilities';
import { platformsThatCan, type Platform } from './table';

/** A place in a node that an account of some platform takes: which one, its dropdown says. */
export interface Role<Needs extends Capability = Capability> {
	/** Name and label of the dropdown. */
	readonly parameter: string;
	readonly displayName: string;
	readonly description?: string;
	readonly needs: readonly Needs[];
	/** And one of these, whichever. */
	readonly oneOf?: readonly Capability[];
	/** The node's name says who it is, so that nobody has to choose as long as one platform can do it. */
	readonly named?: true;
}

const role = <const Needs extends Capability>(described: Role<Needs>): Role<Needs> => described;

/** The platforms that can take the place. */
export const fitting = ({ needs, oneOf }: Role): readonly Platform[] =>
	platformsThatCan(needs).filter(({ can }) => oneOf === undefined || oneOf.some((one) => can.includes(one)));

const store = { parameter: 'store', displayName: 'Store' } as const;
const account = { parameter: 'account', displayName: 'Account' } as const;

export const STORE_TO_SAVE_IN = role({ ...store, needs: ['orderSink', 'catalog'] });
/** The same place, where products are made besides. */
export const STORE_TO_FILL = role({ ...store, needs: ['productSink'] });
export const STORE_WITH_PRODUCTS = role({ ...store, needs: ['catalog'] });
export const STORE_THAT_SELLS = role({ ...store, needs: ['storeOrders', 'shipmentSink', 'catalog'] });
/** Whoever sold it: the customers of a store, or a channel, are told of parcels. Workflows know the place by the name that it had first. */
const toTell = {
	parameter: 'store',
	displayName: 'Tell',
	description:
		'Who is told of the parcels: the store, for its customers, or Amazon, which pays an FBM order when its shipment is confirmed',
} as const;
export const PLACE_TO_TELL = role({ ...toTell, needs: [], oneOf: ['shipmentSink', 'channelShipments'] });
export const STORE_TO_TELL = role({ ...toTell, needs: ['shipmentSink'] });
/** The same place, where orders may be given a status by choice at that stage. */
export const storesWithStatusAt = (stage: ShippingStage): readonly Platform[] =>
	fitting(STORE_TO_TELL).filter(({ statusAt }) => statusAt?.includes(stage));
/** The same place, where a person names the order alone. */
export const STORE_TO_TELL_BY_HAND = role({ ...toTell, needs: ['shipmentSink', 'storeOrders'] });
export const CHANNEL_TO_TELL = role({ ...toTell, needs: ['channelShipments', 'orderSource'] });
/** The same place, whose copies of a channel's orders are looked at. */
export const STORE_WITH_COPIES = role({ ...store, needs: ['shipmentSink'], named: true });
/** A channel whose orders the merchant ships. */
export const CHANNEL_OF_COPIES = role({
	parameter: 'channel',
	displayName: 'Channel',
	needs: ['channelShipments', 'orderSource'],
	named: true,
});
const warehouse = { parameter: 'warehouse', displayName: 'Warehouse', named: true } as const;
export const WAREHOUSE = role({ ...warehouse, needs: ['fulfillment', 'inventory'] });
/** The same place, where it says where parcels of its own carrier are. */
export const WAREHOUSE_WITH_CARRIER = role({ ...warehouse, needs: ['channelShipments'] });
export const CHANNEL_OF_LISTING = role({ parameter: 'channel', displayName: 'Channel', needs: ['orderSource'], named: true });
/** The same place, where the whole catalog is read. */
export const STORE_WITH_CATALOG = role({ ...store, needs: ['catalog', 'products'] });
export const CHANNEL_WITH_LISTINGS = role({
	parameter: 'channel',
	displayName: 'Channel',
	needs: ['listings', 'marketplaces'],
	named: true,
});
export const ACCOUNT_WITH_SALES = role({
	...account,
	description: 'Whose sales to look at: those of an Amazon seller account, or those of a store',
	needs: [],
});
/** The same place, where the store itself is asked. */
export const STORE_WITH_SALES = role({ ...account, needs: ['orderSink', 'shipmentSink'] });
/** The same place, where names and addresses are kept. */
export const STORE_WITH_PEOPLE = role({ ...account, needs: ['personalData'] });
/** A store whose orders are held against those of a channel. */
export const STORE_TO_COMPARE = role({ ...store, needs: ['orderSink'], named: true });
/** The same place, where the channel itself is asked. */
export const CHANNEL_WITH_SALES = role({ ...account, needs: ['orderSource'] });
export const ACCOUNT_WITH_PRODUCTS = role({ ...account, needs: [], oneOf: ['listings', 'products'] });
export const ACCOUNT_WITH_STOCK = role({ ...account, needs: [], oneOf: ['storeStock', 'channelStock'] });
export const ACCOUNT_WITH_PARCELS = role({ ...account, needs: [], oneOf: ['storeOrders', 'orderSource'] });
/** The same place, by whose orders they are. */
export const STORE_WITH_PARCELS = role({ ...account, needs: ['storeOrders'] });
export const CHANNEL_WITH_PARCELS = role({ ...account, needs: ['orderSource'] });
/** The same place, for whatever is read there. */
export const ACCOUNT_TO_READ = role({
	...account,
	description: 'Whose orders, products, stock or shipments to read: those of an Amazon seller account, or those of a store',
	needs: [],
	oneOf: ['listings', 'products', 'storeStock', 'channelStock', 'storeOrders', 'orderSource'],
});
/** The same place, where the connection itself is looked at. */
export const ACCOUNT_TO_CHECK = role({ ...account, needs: ['connectionCheck'] });
/** The same place, by what is sold there. */
export const ACCOUNT_THAT_LISTS = role({ ...account, needs: ['listings', 'marketplaces'] });
export const ACCOUNT_WITH_CATALOG = role({ ...account, needs: ['products', 'catalog'] });
/** The same place, by whose orders they are. */
export const CHANNEL_WITH_ORDERS = role({ ...account, needs: ['orderSource'] });
export const STORE_WITH_ORDERS = role({ ...account, needs: ['storeOrders'] });
/** The same place, by whose counts they are. */
export const STORE_THAT_COUNTS = role({ ...account, needs: ['storeStock'] });
export const CHANNEL_THAT_COUNTS = role({ ...account, needs: ['channelStock', 'marketplaces'] });
export const CHANNEL_WITH_STOCK = role({
	parameter: 'channel',
	displayName: 'Channel',
	needs: ['channelStockSink', 'orderSource', 'connectionCheck'],
	named: true,
});
export const STORE_WITH_STOCK = role({ ...store, needs: ['storeStock', 'storeStockSink', 'storeOrders', 'shipmentSink'], named: true });
/** Either of them alone, to be paused. */
export const ACCOUNT_TO_PAUSE = role({
	...account,
	description: 'The account or store that nothing is pushed to meanwhile',
	needs: [],
	oneOf: ['channelStockSink', 'storeStockSink'],
});
/** The one of both that is written to. */
export const PLACE_WITH_STOCK = role({
	parameter: 'target',
	displayName: 'Target',
	description: 'Where the quantities go: to the FBM listings of an Amazon seller account, or to the products of a store',
	needs: [],
	oneOf: ['channelStockSink', 'storeStockSink'],
});
