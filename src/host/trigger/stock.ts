import type { IDataObject } from 'n8n-workflow';
import { PRODUCTS, STOCK_SETTINGS, type StockChange, type StockReading, type StockSettings } from '../../usecases/trigger';
import { woocommerce } from '../platforms/table';
import { storeStockOf } from './kinds';
import { readerOf } from './panel';
import type { InstantTrigger } from './trigger';

export const stockTrigger: InstantTrigger<StockReading, StockSettings, StockChange> = {
	subject: PRODUCTS,
	called: 'the store',
	platform: woocommerce.displayName,
	isInstant: true,
	sampleDays: 1,
	noSampleAdvice: 'No product of the store is counted: switch on "Manage stock" for one, or publish the workflow.',
	readPanel: (context) => ({ instant: readerOf(context)('instant', true) === true, settings: STOCK_SETTINGS }),
	connect: async (context, database, budgetMs) => await storeStockOf(context, woocommerce, database, budgetMs),
	itemOf: ({ level, before }, mark, input) => ({
		json: {
			...level,
			...(before === undefined ? {} : { quantityBefore: before }),
			storebridge: mark,
		} as unknown as IDataObject,
		pairedItem: { item: input },
	}),
};
