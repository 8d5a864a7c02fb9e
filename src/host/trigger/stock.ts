import type { IDataObject } from 'n8n-workflow';
import { PRODUCTS, STOCK_SETTINGS, type StockChange, type StockReading, type StockSettings } from '../../usecases/trigger';
import type { Capability } from '../platforms/capabilities';
import type { Platform } from '../platforms/table';
import { storeStockOf } from './kinds';
import { readerOf } from './panel';
import type { InstantTrigger } from './trigger';

export const storeStockTrigger = <Can extends Capability>(
	platform: Platform<'storeStock' | 'storeOrders' | 'productWebhooks' | Can>,
): InstantTrigger<StockReading, StockSettings, StockChange> => ({
	subject: PRODUCTS,
	called: 'the store',
	platform: platform.displayName,
	isInstant: true,
	sampleDays: 1,
	noSampleAdvice: 'No product of the store is counted: have it count the stock of one, or publish the workflow.',
	readPanel: (context) => ({ instant: readerOf(context)('instant', true) === true, settings: STOCK_SETTINGS }),
	connect: async (context, database, budgetMs) => await storeStockOf(context, platform, database, budgetMs),
	itemOf: ({ level, before }, mark, input) => ({
		json: {
			...level,
			...(before === undefined ? {} : { quantityBefore: before }),
			storebridge: mark,
		} as unknown as IDataObject,
		pairedItem: { item: input },
	}),
});
