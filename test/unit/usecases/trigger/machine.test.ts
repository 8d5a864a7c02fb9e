import { ChannelWorld } from './channel-world';
import { machineBattery } from './machine-battery';
import { StockWorld } from './stock-world';
import { StoreWorld } from './store-world';

describe('triggers of a channel', () => {
	machineBattery(() => new ChannelWorld());
});

describe('triggers of a store', () => {
	machineBattery(() => new StoreWorld());
});

describe('triggers of a store’s stock', () => {
	machineBattery(() => new StockWorld(), false);
});
