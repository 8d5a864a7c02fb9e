import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { newOwner } from '../../database';
import { reasonOf } from '../../domain/reasons';
import { wordsIn, type Language } from '../../domain/texts/language';
import type { ProductField } from '../../ports/product-sink';
import type { ProductOutcome, ProductSettings, ToldProduct } from '../../usecases/product/deps';
import { saveProducts } from '../../usecases/product/save-products';
import { operation, runAction, type Action, type Shown } from '../action';
import { systemClock } from '../clock';
import { attentionOf, whyOf } from '../items';
import { chosenListing } from '../panel/chosen';
import { CHANNEL_WITH_LISTINGS, STORE_TO_FILL } from '../platforms/roles';
import { checkMarketplaces, HOME } from '../trigger/marketplaces';
import { listOf } from '../trigger/panel';

/** What was done, in the words of the hint. */
const WORDS = { created: 'created', updated: 'updated', unchanged: 'unchanged' } as const;
const WOULD = { created: 'would be created', updated: 'would be filled where empty' } as const;

const FIELDS: readonly ProductField[] = [
	'title',
	'description',
	'shortDescription',
	'price',
	'gtin',
	'brand',
	'weight',
	'dimensions',
	'attributes',
	'categories',
	'images',
	'stock',
	'status',
	'sku',
];

const saving: Action = {
	outputs: 2,
	begin: async ({ context, database, connect, asTool, language }) => {
		const seller = await connect(CHANNEL_WITH_LISTINGS);
		const { productSink } = await connect(STORE_TO_FILL);
		const choices = readChoices(context, asTool);
		const marketplace = String(context.getNodeParameter('homeMarketplace', 0, '')).trim();
		if (marketplace === '') {
			throw new NodeOperationError(context.getNode(), '"Home Marketplace" is empty', {
				description: 'Choose the marketplace whose texts and price the products get.',
			});
		}
		const deps = { listings: seller.listings, sink: productSink, database, clock: systemClock, owner: newOwner() };
		return operation({
			take: (_item, input) => {
				return chosenListing(context.getNodeParameter('listing', input, '')) ?? reasonOf('noSku', `Item ${input + 1}`);
			},
			work: async (skus: readonly string[]) => {
				await checkMarketplaces(context.getNode(), seller, [marketplace], HOME);
				return await saveProducts(deps, { ...choices, marketplace }, skus);
			},
			show: (outcome, sku) => [shown(outcome, sku, language())],
			words: [...Object.values(WORDS), ...Object.values(WOULD)],
		});
	},
};

/** Outputs: Saved, Needs Attention. */
export const saveProduct = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> => await runAction(context, saving);

function shown(outcome: ProductOutcome, sku: string, language: Language): Shown {
	if (outcome.kind === 'attention') return { to: 'attention', told: { attention: attentionOf(outcome.reason, language) }, about: 'item' };
	const { action, would, product, notes, variations } = outcome;
	const told: IDataObject = {
		action,
		...(would === undefined ? {} : { would }),
		listingSku: sku,
		...(product === undefined ? {} : { product: itemOf(product) }),
		notes: notes.map((note) => wordsIn(note, language)),
		...(variations === undefined
			? {}
			: { variations: { saved: variations.saved, attention: variations.attention.map((why) => whyOf(why, language)) } }),
	};
	return { to: 'done', told, word: would === undefined ? WORDS[action === 'planned' ? 'unchanged' : action] : WOULD[would] };
}

const itemOf = ({ id, parentId, sku, title, status, adminUrl }: ToldProduct): IDataObject => ({
	id,
	...(parentId === undefined ? {} : { parentId }),
	sku,
	title,
	status,
	...(adminUrl === undefined ? {} : { adminUrl }),
});

/** An agent only looks, unless the builder of the workflow lets it act. */
function readChoices(context: IExecuteFunctions, asTool: boolean): Omit<ProductSettings, 'marketplace'> {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(name, 0, fallback);
	const option = (name: string, fallback: unknown): unknown => read(`options.${name}`, fallback);
	const percent = (name: string, value: unknown): string => {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number === 'number' && Number.isFinite(number) && number > -100) return String(number);
		throw new NodeOperationError(context.getNode(), `"${name}" is not a percentage`, { description: 'Enter a number, for example 19.' });
	};
	const price = read('price', 'asListed');
	const taxRate = String(option('taxRate', '') ?? '').trim();
	const overwrite = listOf(option('overwrite', []));
	const unknown = overwrite.find((name) => !(FIELDS as readonly string[]).includes(name));
	if (unknown !== undefined) {
		throw new NodeOperationError(context.getNode(), `"Fields to Overwrite" has no field "${unknown}"`, {
			description: `Choose from the list. An expression has to give an array of: ${FIELDS.join(', ')}.`,
		});
	}
	return {
		content: read('content', 'listing') === 'catalog' ? 'catalog' : 'listing',
		status: read('status', 'draft') === 'live' ? 'live' : 'draft',
		price: price === 'none' ? 'none' : 'asListed',
		markup: price === 'withMarkup' ? percent('Markup (%)', read('markup', 10)) : '0',
		...(taxRate === '' ? {} : { taxRate }),
		otherCurrency: option('otherCurrency', 'refuse') === 'leaveOut' ? 'leaveOut' : 'refuse',
		overwrite: FIELDS.filter((field) => overwrite.includes(field)),
		stock: option('stock', false) === true,
		categories: option('categories', true) === true,
		dryRun: read('dryRun', false) === true || (asTool && option('allowAsTool', false) !== true),
	};
}
