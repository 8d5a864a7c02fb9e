import { StockWorld } from './stock-world';

const SKUS = ['MUG', 'MUG-3', 'CAP', 'SET'];

export interface Shop {
	readonly world: StockWorld;
	/** What the channel shows of what the merchant ships. */
	shown(): Readonly<Record<string, number | undefined>>;
	close(): Promise<void>;
}

/** MUG, also as a pack of three; CAP; a set of two mugs and a cap; TEE, which the channel ships. */
async function openShop(): Promise<Shop> {
	const world = await StockWorld.open();
	world.store.put({ id: 'mug', sku: 'MUG', quantity: 10 }, { id: 'cap', sku: 'CAP', quantity: 4 }, { id: 'tee', sku: 'TEE', quantity: 50 });
	world.channel.put(...SKUS.map((sku) => ({ sku, fulfilledBy: 'merchant' as const, quantity: 0 })), { sku: 'TEE', fulfilledBy: 'amazon' });
	await world.link('MUG', 'mug');
	await world.link('MUG-3', 'mug', { content: { unitsPerListing: 3 } });
	await world.link('CAP', 'cap');
	const components = [
		{ productId: 'mug', units: 2 },
		{ productId: 'cap', units: 1 },
	];
	await world.link('SET', 'mug', { content: { components } });
	await world.link('TEE', 'tee', { places: [{ marketplace: 'HOME1', fulfilledBy: 'amazon' }] });
	return {
		world,
		shown: () => Object.fromEntries(SKUS.map((sku) => [sku, world.channel.quantityOf(sku)])),
		close: async () => await world.close(),
	};
}

/** Opens shops that end with their test; `one` is closed by whoever opens very many. */
export function shopWorlds(): (() => Promise<Shop>) & { readonly one: () => Promise<Shop> } {
	const shops: Shop[] = [];
	afterEach(async () => {
		for (const shop of shops.splice(0)) await shop.close();
	});
	const open = async (): Promise<Shop> => {
		const shop = await openShop();
		shops.push(shop);
		return shop;
	};
	return Object.assign(open, { one: openShop });
}
