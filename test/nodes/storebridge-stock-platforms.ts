import type { ICredentialType } from 'n8n-workflow';
import type { StockLevel } from '../../src/domain/stock/level';
import { addAdapter } from '../../src/host/platforms/adapters';
import { addPlatform } from '../../src/host/platforms/table';
import type { ChannelStock, StockPage, StoreStock } from '../../src/ports/stock-source';

const AS_OF = '2026-11-27T10:00:00.000Z';
const MARKET = { platform: 'market', id: 'seller-1' };
const STALL = { platform: 'stall', id: 'stall-1' };

export const level = (sku: string, more: Partial<StockLevel> = {}): StockLevel => ({
	account: MARKET,
	place: 'fba',
	sku,
	counted: true,
	quantity: 5,
	asOf: AS_OF,
	...more,
});
export const counted = (sku: string, productId: string): StockLevel => level(sku, { account: STALL, place: 'store', productId });

const pageOf = (...levels: readonly StockLevel[]): StockPage => ({ levels, unreadable: [] });

/** A channel that says what it was asked. */
class Market implements ChannelStock {
	readonly account = MARKET;
	asked: string[] = [];

	async *warehouse({ marketplace, skus, counts }: Parameters<ChannelStock['warehouse']>[0]): AsyncGenerator<StockPage> {
		this.asked.push(`fba ${marketplace} ${skus?.join('|') ?? 'all'} ${counts.join()}`);
		yield await Promise.resolve(
			pageOf(...(skus ?? ['MUG', 'TEE', 'CAP']).filter((sku) => !/^(NO|ODD)/.test(sku)).map((sku) => level(sku, { marketplace }))),
		);
		const odd = (skus ?? []).filter((sku) => sku.startsWith('ODD'));
		yield { levels: [], unreadable: odd.map((sku) => ({ sku, why: 'Amazon tells no count' })) };
	}

	async *centres({ marketplace }: Parameters<ChannelStock['centres']>[0]): AsyncGenerator<StockPage> {
		yield await Promise.resolve(pageOf(level('MUG', { place: 'centre', placeId: 'LEJ1', marketplace })));
	}

	async *storage(): AsyncGenerator<StockPage> {
		yield await Promise.resolve(pageOf(level('MUG', { place: 'awd' })));
	}

	async *locations({ marketplace, skus }: Parameters<ChannelStock['locations']>[0]): AsyncGenerator<StockPage> {
		yield await Promise.resolve(pageOf(...skus.map((sku) => level(sku, { place: 'location', placeId: 'DEPOT', marketplace }))));
	}

	async *offers({ marketplace }: Parameters<ChannelStock['offers']>[0]): AsyncGenerator<StockPage> {
		yield await Promise.resolve(pageOf(level('MUG', { place: 'fbm', marketplace })));
	}
}

class Stall implements StoreStock {
	readonly account = STALL;
	asked: string[] = [];
	readonly levels = [counted('MUG', '1'), counted('TEE', '2'), counted('CAP', '3')];

	async *ofSkus(skus: readonly string[], { ownPartIn = '' } = {}): AsyncGenerator<StockPage> {
		this.asked.push(`skus ${skus.join('|')}${ownPartIn}`);
		yield await Promise.resolve(pageOf(...this.levels.filter(({ sku }) => skus.includes(sku))));
	}

	async *ofProducts(ids: readonly { readonly id: string }[]): AsyncGenerator<StockPage> {
		this.asked.push(`products ${ids.map(({ id }) => id).join()}`);
		yield await Promise.resolve(pageOf(...this.levels.filter(({ productId }) => ids.some(({ id }) => id === productId))));
	}

	async *changedSince(since: number): AsyncGenerator<StockPage> {
		this.asked.push(`changed ${Math.round((Date.now() - since) / 60_000)} minutes`);
		yield await Promise.resolve(pageOf(...this.levels.slice(0, 1)));
	}

	async *all(): AsyncGenerator<StockPage> {
		this.asked.push('all');
		yield await Promise.resolve({ levels: this.levels, unreadable: [{ productId: '9', why: 'its count is no number' }] });
	}
}

export const market = new Market();
export const stall = new Stall();

const credential = (name: string): ICredentialType => ({ name, displayName: name, properties: [] });
addAdapter(
	addPlatform({ name: 'market', displayName: 'Market', credential: 'marketApi', account: 'Market', can: ['channelStock', 'marketplaces'] }),
	{
		account: () => MARKET,
		keys: [],
		budgetMs: 1_000,
		connect: () => market,
		gives: {
			channelStock: (own) => own,
			marketplaces: () => ({
				known: ['de', 'es'].map((id) => ({ id, name: id })),
				problemOf: (id) => (id === 'us' ? 'the US are not in Europe' : undefined),
				registered: async () => await Promise.resolve(new Set(['de', 'es'])),
			}),
		},
	},
);
addAdapter(addPlatform({ name: 'stall', displayName: 'Stall', credential: 'stallApi', account: 'Stall', can: ['storeStock'] }), {
	account: () => STALL,
	keys: [],
	budgetMs: 1_000,
	connect: () => stall,
	gives: { storeStock: (own) => own },
});

export const stockCredentials = [credential('marketApi'), credential('stallApi')];
