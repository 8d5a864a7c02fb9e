import { reasonOf, type Reason } from '../../../domain/reasons';
import { unlinkAll, unlinkProducts } from '../../../usecases/match/unlink';
import { operation, type Action } from '../../action';
import { attentionOf } from '../../items';
import { chosenListing } from '../../panel/chosen';
import { isDryRun } from './link';
import { sidesOf } from './sides';

export const unlinking: Action = {
	outputs: 2,
	begin: async (run) => {
		const { between } = await sidesOf(run);
		const dryRun = isDryRun(run.context);
		return operation({
			take: (_item, input): { readonly sku: string } | Reason => {
				const sku = chosenListing(run.context.getNodeParameter('listing', input));
				return sku === undefined ? reasonOf('nothingChosen', `Item ${input + 1}`, '"Listing" is empty') : { sku };
			},
			work: async (wishes: readonly { readonly sku: string }[]) => {
				const skus = [...new Set(wishes.map(({ sku }) => sku))];
				const linked = await unlinkProducts(run.database, between, skus, { dryRun });
				return wishes.map(({ sku }) => ({ ...between, listingSku: sku, unlinked: linked.has(sku) ? 1 : 0 }));
			},
			show: (row) => [{ to: 'done', told: { ...row, ...(dryRun ? { dryRun } : {}) }, word: 'unlinked', count: row.unlinked }],
			words: ['unlinked'],
		});
	},
};

export const unlinkingAll: Action = {
	outputs: 2,
	begin: async (run) => {
		const { context, database, asTool, language } = run;
		const { between } = await sidesOf(run);
		const dryRun = isDryRun(context) || (asTool && context.getNodeParameter('options.allowAsTool', 0, false) !== true);
		return operation({
			take: (_item, input) => String(context.getNodeParameter('confirmation', input, '')),
			work: async (typed: readonly string[]) => {
				const answers: (number | Reason)[] = [];
				for (const confirmation of typed) answers.push(await unlinkAll(database, between, { confirmation, dryRun }));
				return answers;
			},
			show: (answer) => [
				typeof answer === 'number'
					? { to: 'done', told: { ...between, unlinked: answer, ...(dryRun ? { dryRun } : {}) }, word: 'unlinked', count: answer }
					: { to: 'attention', told: { attention: attentionOf(answer, language()) }, about: 'item' },
			],
			words: ['unlinked'],
		});
	},
};
