import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { ContainerChoice, MatchRule, TranslationChoice } from '../../../domain/matching';
import { matchWholeCatalog, type CatalogOutcome, type CatalogWish } from '../../../usecases/match/match-whole-catalog';
import type { Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { CHANNEL_WITH_LISTINGS, STORE_WITH_CATALOG } from '../../platforms/roles';
import { CATALOG_BUDGET_MS, registeredMarketplaces } from '../../registered-marketplaces';
import { checkMarketplaces } from '../../trigger/marketplaces';
import { listOf } from '../../trigger/panel';
import { goneItem, linkItem, openItems, refusedItem, told, unreadableItem, type CatalogSummary, type LinkItem } from './rows';

type Counts = Pick<CatalogSummary, 'matched' | 'pending' | 'ambiguous' | 'gone' | 'unreadable'>;

const RULES: readonly MatchRule[] = ['sku', 'productId', 'gtin', 'name'];
const CONTAINERS: readonly ContainerChoice[] = ['person', 'container', 'parts'];

/** Once for all items: the catalogs are the same. */
export const matchingCatalog: Action = {
	outputs: 2,
	begin: async (run) => {
		const seller = await run.connect(CHANNEL_WITH_LISTINGS, CATALOG_BUDGET_MS);
		const { products } = await run.connect(STORE_WITH_CATALOG);
		const chosen = listOf(run.context.getNodeParameter('marketplaces', 0, []));
		const wished = String(run.context.getNodeParameter('homeMarketplace', 0, '')).trim();
		const choices = choicesOf(run.context);
		return operation({
			take: (_item, input) => input,
			work: async (inputs: readonly number[]) => {
				await checkMarketplaces(run.context.getNode(), seller, [...chosen, ...(wished === '' ? [] : [wished])]);
				const marketplaces = chosen.length > 0 ? chosen : await registeredMarketplaces(seller);
				const home = wished === '' ? (marketplaces[0] ?? '') : wished;
				const wish = { ...choices, marketplaces, home, partly: chosen.length > 0 };
				const outcome = await matchWholeCatalog({ listings: seller.listings, products, database: run.database }, wish);
				return inputs.map((_input, index) => (index === 0 ? shown(outcome, wish, run) : []));
			},
			show: (rows) => rows,
			words: ['matched', 'ambiguous', 'gone'],
		});
	},
};

function shown(outcome: CatalogOutcome, { dryRun }: CatalogWish, run: ActionRun): readonly Shown[] {
	const { links, unchanged, open, gone, refused, unreadable, retried } = outcome;
	const language = run.language();
	const matched = links.length + unchanged;
	const count = (state: string): number => open.filter((listing) => listing.state === state).length;
	const counts = {
		matched,
		linked: links.length,
		unchanged,
		pending: count('pending') + refused.length,
		ambiguous: count('ambiguous'),
		gone: gone.length,
		unreadable: unreadable.listings.length + unreadable.products.length,
	};
	const summary: CatalogSummary = { ...counts, retried, dryRun, ...inWords(counts, language), links: links.map(linkItem) };
	const attention = (row: LinkItem, word?: string): Shown => ({
		to: 'attention',
		told: told(row),
		...(word === undefined ? {} : { word }),
	});
	return [
		{ to: 'done', told: { ...summary, links: summary.links.map(told), mail: { ...summary.mail } }, word: 'matched', count: matched },
		...open.flatMap((listing) =>
			openItems(listing, language).map((row, index) =>
				attention(row, listing.state === 'ambiguous' && index === 0 ? 'ambiguous' : undefined),
			),
		),
		...gone.map(({ link, what }) => attention(goneItem(link, what, language), 'gone')),
		...refused.map((link) => attention(refusedItem(link, language))),
		...unreadable.listings.map(({ sku, marketplace, why }) =>
			attention(unreadableItem({ ...(sku === undefined ? {} : { listingSku: sku }), marketplaces: marketplace }, why)),
		),
		...unreadable.products.map(({ id, why }) => attention(unreadableItem(id === undefined ? {} : { productId: id }, why))),
	];
}

function inWords(counts: Counts, language: Language): Pick<CatalogSummary, 'text' | 'advice' | 'mail'> {
	const { matched, pending, ambiguous, gone, unreadable } = counts;
	const texts = Object.fromEntries(
		Object.entries({ matched, pending, ambiguous, gone, unreadable }).map(([name, value]) => [name, String(value)]),
	);
	const advice = say('catalogAdvice');
	return {
		text: say('catalogMatched', texts as Readonly<Record<keyof typeof counts, string>>)[language],
		advice: advice[language],
		mail: {
			subject: say('catalogSubject', { count: String(pending + ambiguous + gone + unreadable) })[language],
			whatToDo: say('whatToDo', { advice })[language],
		},
	};
}

function choicesOf(context: IExecuteFunctions): Omit<CatalogWish, 'marketplaces' | 'home'> {
	const read = (name: string, otherwise: unknown): unknown => context.getNodeParameter(name, 0, otherwise as string);
	const rules = (context.getNodeParameter('rules', 0, {}) as IDataObject)['rule'];
	const named = (Array.isArray(rules) ? rules : []).map((rule: IDataObject) => String(rule['by']));
	return {
		rules: [...new Set(named)].map((name) => RULES.find((rule) => rule === name) ?? wrongRule(context, name)),
		nameLinks: read('options.linkByName', false) === true,
		containers: CONTAINERS.find((choice) => choice === read('options.containers', 'person')) ?? 'person',
		translations: translationsOf(context, String(read('options.translations', 'person')), String(read('options.shopLanguage', '')).trim()),
		dryRun: read('dryRun', false) === true,
	};
}

function wrongRule(context: IExecuteFunctions, name: string): never {
	throw new NodeOperationError(context.getNode(), `"Rules" has no rule "${name}"`, {
		description: `Choose from the list. An expression has to give one of: ${RULES.join(', ')}.`,
	});
}

function translationsOf(context: IExecuteFunctions, by: string, language: string): TranslationChoice {
	if (by === 'productId') return { by };
	if (by !== 'language') return { by: 'person' };
	if (language !== '') return { by, language };
	throw new NodeOperationError(context.getNode(), '"Shop Language" is empty', {
		description:
			'Write the code of the language whose products are linked, for example de, or choose otherwise under "Translated Products".',
	});
}
