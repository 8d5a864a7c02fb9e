import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readPair, type ChosenProduct } from '../../../domain/matching';
import { reasonOf, type Reason } from '../../../domain/reasons';
import { linkProducts, type LinkOutcome, type LinkWish } from '../../../usecases/match/link-products';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { attentionOf } from '../../items';
import { chosenListing, chosenProduct } from '../../panel/chosen';
import { sidesOf } from './sides';

/** The choices of the panel, item by item. */
export const linkingProduct: Action = linking('faultOfOne', ({ context }, _item, input) => ({
	listingSku: chosenListing(context.getNodeParameter('listing', input)),
	...cellsOf(chosenProduct(context.getNodeParameter('product', input))),
	unitsPerListing: Number(context.getNodeParameter('unitsPerListing', input)),
}));

/** Rows of a sheet, all looked up at once. */
export const linkingItems: Action = linking(undefined, (_run, { json }) => json);

const cellsOf = (product: ChosenProduct | undefined): IDataObject => {
	if (product?.by === 'sku') return { productSku: product.sku };
	return product?.by === 'id' ? { productId: product.id, parentId: product.parentId } : {};
};

/** @param read what is to be linked, as a row of a sheet says it */
function linking(
	oneByOne: 'faultOfOne' | undefined,
	read: (run: ActionRun, item: INodeExecutionData, input: number) => Readonly<Record<string, unknown>>,
): Action {
	return {
		outputs: 2,
		begin: async (run) => {
			const { channel, store, between } = await sidesOf(run);
			const dryRun = isDryRun(run.context);
			return operation({
				take: (item, input): LinkWish | Reason => {
					const row = readPair(read(run, item, input), between.channel);
					if (row.kind === 'pair') return { channel, ...row.pair };
					const subject = row.listingSku === '' ? `Item ${input + 1}` : `Item ${input + 1}: listing "${row.listingSku}"`;
					return reasonOf('invalidLink', subject, row.why);
				},
				work: async (wishes: readonly LinkWish[]) =>
					await linkProducts({ catalog: store.catalog, database: run.database }, wishes, { dryRun }),
				show: (outcome) => [shown(outcome, run, dryRun)],
				...(oneByOne === undefined ? {} : { oneByOne }),
				words: ['linked'],
			});
		},
	};
}

const shown = (outcome: LinkOutcome, { language }: ActionRun, dryRun: boolean): Shown =>
	outcome.kind === 'linked'
		? { to: 'done', told: { ...outcome.link, retried: outcome.retried, ...(dryRun ? { dryRun } : {}) }, word: 'linked' }
		: { to: 'attention', told: { attention: attentionOf(outcome.reason, language()) }, about: 'item' };

export const isDryRun = (context: IExecuteFunctions): boolean => context.getNodeParameter('dryRun', 0, false) === true;
