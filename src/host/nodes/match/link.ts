import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { reasonOf, type Reason } from '../../../domain/reasons';
import { linkProducts, type ChosenProduct, type LinkOutcome, type LinkWish } from '../../../usecases/match/link-products';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { attentionOf } from '../../items';
import { chosenListing, chosenProduct } from '../../panel/lists';
import { sidesOf } from './sides';

/** The choices of the panel, item by item. */
export const linkingProduct: Action = linking('faultOfOne', ({ context }, _item, input) => ({
	listingSku: chosenListing(context.getNodeParameter('listing', input)),
	product: chosenProduct(context.getNodeParameter('product', input)),
	unitsPerListing: Number(context.getNodeParameter('unitsPerListing', input)),
}));

/** Rows of a sheet, all looked up at once. */
export const linkingItems: Action = linking(undefined, (_run, { json }) => {
	const cell = cellsOf(json);
	const units = cell('unitsperlisting').trim();
	return {
		listingSku: cell('listingsku') === '' ? undefined : cell('listingsku'),
		product: productOf(cell),
		unitsPerListing: units === '' ? 1 : /^[1-9]\d*$/.test(units) ? Number(units) : undefined,
	};
});

/** The parts of a bundle first, as *List Links* gives them; then the id, which its SKU has to agree with. */
function productOf(cell: (heading: string) => string): ChosenProduct | undefined {
	const [id, parentId, sku] = [cell('productid').trim(), cell('parentid').trim(), cell('productsku')];
	const parts = [...cell('components').matchAll(/([^\s,*]+)\*([1-9]\d*)/g)].map(([, part = '', units]) => ({
		id: part,
		units: Number(units),
	}));
	if (parts.length > 0) return { by: 'parts', parts };
	const named = sku.trim() === '' ? {} : { sku };
	if (id !== '') return { by: 'id', id, ...(parentId === '' ? {} : { parentId }), ...named };
	return sku.trim() === '' ? undefined : { by: 'sku', sku };
}

/** What one of them is asked for, as far as it says. */
interface Read {
	readonly listingSku: string | undefined;
	readonly product: ChosenProduct | undefined;
	readonly unitsPerListing: number | undefined;
}

function linking(oneByOne: 'faultOfOne' | undefined, read: (run: ActionRun, item: INodeExecutionData, input: number) => Read): Action {
	return {
		outputs: 2,
		begin: async (run) => {
			const { channel, store } = await sidesOf(run);
			const dryRun = isDryRun(run.context);
			return operation({
				take: (item, input): LinkWish | Reason => {
					const { listingSku, product, unitsPerListing } = read(run, item, input);
					const subject = listingSku === undefined ? `Item ${input + 1}` : `Item ${input + 1}: listing "${listingSku}"`;
					if (listingSku === undefined) return reasonOf('invalidLink', subject, 'it names no listing');
					if (product === undefined) return reasonOf('invalidLink', subject, 'it names no product');
					if (unitsPerListing === undefined) {
						return reasonOf('invalidLink', subject, 'unitsPerListing is no whole number from 1 on');
					}
					return { channel, listingSku, product, unitsPerListing };
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

/** Headings as people write them: "Listing SKU", "listing_sku". A sheet gives numbers for what looks like one. */
function cellsOf(json: IDataObject): (heading: string) => string {
	const cells = new Map(Object.entries(json).map(([heading, value]) => [heading.toLowerCase().replace(/[^a-z]/g, ''), value]));
	return (heading) => {
		const value = cells.get(heading);
		return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	};
}
