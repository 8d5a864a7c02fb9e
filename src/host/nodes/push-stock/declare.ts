import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { reasonOf, type Reason } from '../../../domain/reasons';
import type { StockSource } from '../../../domain/stock/facts';
import { say } from '../../../domain/texts/say';
import { declareSources, leaveOut, type Declared, type Named, type NamedSource } from '../../../usecases/stock/declare';
import { operation, type Action } from '../../action';
import { attentionOf } from '../../items';
import { chosenProduct } from '../../panel/chosen';
import { sidesOf } from './accounts';
import { isDry } from './choices';
import { REJECTED } from './push';
import { takeNamed } from './rows';

const SOURCES: readonly StockSource[] = ['own', 'warehouse', 'sum'];
/** The word that is taken back: it is the merchant's own then, as whatever nobody spoke of. */
const UNDECLARED = 'undeclared';

/** Which products: one, those of the items, or all that the channel alone ships. */
export const declaring: Action = {
	outputs: 2,
	begin: async (run) => {
		const { context, database } = run;
		const { toStore: deps } = await sidesOf(run);
		const dryRun = isDry(run);
		const which = String(context.getNodeParameter('products', 0, 'one'));
		if (which === 'warehouseOnly') {
			return operation({
				take: (_item, index) => index,
				work: async (inputs: readonly number[]) => {
					const declared = dryRun || inputs.length === 0 ? 0 : await database.stock.declareWarehouseOnly(deps.between, database.now());
					return inputs.map((input) => (input === inputs[0] ? declared : 0));
				},
				show: (declared) => [
					{ to: 'done', told: { source: 'warehouse', declared, ...(dryRun ? { dryRun } : {}) }, word: 'declared', count: declared },
				],
				words: ['declared', REJECTED],
				otherwise: REJECTED,
			});
		}
		return operation({
			take: (item, index): NamedSource | Reason => {
				const named = which === 'items' ? takeNamed(item.json, index) : chosenOne(context, index);
				return 'code' in named ? named : withSource(named, sourceText(context, item, index, which === 'items'));
			},
			work: async (named: readonly NamedSource[]) => await declareSources(deps, named, dryRun),
			show: (declared: Declared, { source }) => [
				declared.kind === 'rejected'
					? { to: 'attention', told: { attention: attentionOf(declared.reason, run.language()) }, about: 'item' }
					: {
							to: 'done',
							told: {
								source: source ?? UNDECLARED,
								declared: declared.of.length,
								products: [...declared.of],
								...(dryRun ? { dryRun } : {}),
							},
							word: 'declared',
						},
			],
			words: ['declared', REJECTED],
			otherwise: REJECTED,
		});
	},
};

/** @param out else they go with the pushes again */
export const leavingOut = (out: boolean): Action => ({
	outputs: 2,
	begin: async (run) => {
		const { toStore: deps } = await sidesOf(run);
		const dryRun = isDry(run);
		const word = out ? 'left out' : 'included';
		return operation({
			take: (item, index) => takeNamed(item.json, index),
			work: async (named: readonly Named[]) => await leaveOut(deps, named, out, dryRun),
			show: (declared: Declared) => [
				declared.kind === 'rejected'
					? { to: 'attention', told: { attention: attentionOf(declared.reason, run.language()) }, about: 'item' }
					: { to: 'done', told: { leftOut: out, listings: [...declared.of], ...(dryRun ? { dryRun } : {}) }, word },
			],
			words: [word, REJECTED],
			otherwise: REJECTED,
		});
	},
});

function chosenOne(context: IExecuteFunctions, index: number): Named | Reason {
	const product = chosenProduct(context.getNodeParameter('product', index, ''));
	const input = index + 1;
	if (product === undefined) return reasonOf('nothingChosen', say('item', { input: String(input) }), '"Product" is empty');
	return product.by === 'sku' ? { input, sku: product.sku } : { input, sku: '', productId: product.id };
}

/** A row of a sheet may say it for itself. */
function sourceText(context: IExecuteFunctions, { json }: INodeExecutionData, index: number, ofItem: boolean): string {
	const own: unknown = ofItem ? (json as IDataObject)['source'] : undefined;
	if (typeof own === 'string' && own.trim() !== '') return own.trim();
	const text = String(context.getNodeParameter('source', index, 'warehouse'));
	if (text === UNDECLARED || SOURCES.some((source) => source === text)) return text;
	throw new NodeOperationError(context.getNode(), `"Source" has no choice "${text}"`, {
		description: `Choose from the list. An expression has to give one of: ${[...SOURCES, UNDECLARED].join(', ')}.`,
	});
}

function withSource(named: Named, text: string): NamedSource | Reason {
	if (text === UNDECLARED) return { ...named, source: undefined };
	const source = SOURCES.find((one) => one === text);
	if (source !== undefined) return { ...named, source };
	return reasonOf('stockInput', say('item', { input: String(named.input) }), `"source": ${[...SOURCES, UNDECLARED].join(', ')}`);
}
