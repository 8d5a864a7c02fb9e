import type { Faults } from '../fixtures/memory-platform/faults';
import { MemoryChannelStock } from '../fixtures/memory-platform/memory-channel-stock';
import { MemoryStock } from '../fixtures/memory-platform/memory-stock';
import { START } from '../fixtures/memory-platform/orders';
import { VirtualClock } from '../fixtures/memory-platform/virtual-clock';
import { stockSinkBattery } from './stock-sink-battery';
import { storeStockBattery } from './store-stock-battery';

const MINUTE = 60_000;
const done = async (): Promise<void> => {
	await Promise.resolve();
};

/** What goes wrong with quantities. */
const faultsOf = ({ faults }: { readonly faults: Faults }, clock: VirtualClock) => ({
	loseAnswer: () => {
		faults.next('write', 'lostLate');
	},
	cutOff: () => {
		faults.next('*', 'unreachable', 1_000);
		return () => {
			faults.none();
		};
	},
	shutDoor: () => {
		faults.next('*', 'credential', 1_000);
	},
	settle: async () => {
		await clock.pass(MINUTE);
	},
	run: async <T>(work: Promise<T>) => await clock.run(work),
	close: done,
});

storeStockBattery('the memory store', async () => {
	const clock = new VirtualClock(START);
	const stock = new MemoryStock(clock);
	const many = Array.from({ length: 10 }, (_, at) => `M-${at}`);
	stock.put(
		{ id: 'p-tee', sku: 'Tee', quantity: 7 },
		{ id: 'p-air', sku: 'AIR' },
		{ id: 'p-shirt', sku: 'SHIRT', quantity: 5, holdsOthers: true },
		...['S', 'M'].map((size) => ({ id: `p-${size}`, sku: `SHIRT-${size}`, parentId: 'p-shirt', sharedFrom: 'p-shirt' })),
		{ id: 'p-both', sku: 'BOTH', quantity: 9, own: { ours: 4 } },
		{ id: 'p-one', sku: 'ONE', quantity: 2 },
		...many.map((sku) => ({ id: `p-${sku}`, sku, quantity: 1 })),
	);
	const idOf = (sku: string): string => [...stock.products.values()].find((product) => product.sku === sku)?.id ?? '';
	await done();
	return {
		stock: stock.source,
		counted: 'Tee',
		uncounted: 'AIR',
		shared: { sharing: ['SHIRT-S', 'SHIRT-M'], holder: 'SHIRT' },
		many,
		ownPart: { field: 'ours', sku: 'BOTH', without: 'ONE' },
		change: async (sku, quantity) => {
			stock.set(idOf(sku), quantity);
			await done();
		},
		makeOdd: async (sku) => {
			stock.odd.add(idOf(sku));
			await done();
		},
		now: () => clock.now(),
		later: async () => {
			await clock.pass(2_000);
		},
		close: done,
	};
});

stockSinkBattery('the memory store', async () => {
	const clock = new VirtualClock(START);
	const stock = new MemoryStock(clock);
	const items = Array.from({ length: 8 }, (_, at) => ({ sku: `M-${at}`, productId: `p-${at}` }));
	stock.put(...items.map(({ sku, productId }) => ({ id: productId, sku, quantity: 1 })));
	await done();
	return {
		sink: stock.sink,
		items,
		unknown: { sku: 'GONE', productId: 'p-gone' },
		quantityOf: ({ productId }) => stock.quantityOf(productId ?? ''),
		...faultsOf(stock, clock),
	};
});

stockSinkBattery('the memory channel', async () => {
	const clock = new VirtualClock(START);
	const stock = new MemoryChannelStock(clock);
	const items = Array.from({ length: 8 }, (_, at) => ({ sku: `M-${at}` }));
	stock.put(...items.map(({ sku }) => ({ sku, fulfilledBy: 'merchant' as const, quantity: 1 })));
	await done();
	return { sink: stock, items, unknown: { sku: 'GONE' }, quantityOf: ({ sku }) => stock.quantityOf(sku), ...faultsOf(stock, clock) };
});
