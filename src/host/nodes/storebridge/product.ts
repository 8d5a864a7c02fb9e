import type { IDataObject } from 'n8n-workflow';
import { breathe } from '../../../domain/breathe';
import type { Reason } from '../../../domain/reasons';
import { operation, questions, type Action, type ActionRun, type Shown } from '../../action';
import { chosen } from '../../connect';
import { ACCOUNT_WITH_PRODUCTS } from '../../platforms/roles';
import { listOf } from '../../trigger/panel';
import { atMost } from '../../panel/how-many';
import { changedSince } from './changed-since';
import { listingsOf } from './listings';
import { productsOf } from './products';
import type { Shelf } from './shelf';
import { done, READ, refused } from './told';

const shelfOf = async (run: ActionRun): Promise<Shelf> =>
	chosen(run.context, ACCOUNT_WITH_PRODUCTS).can.includes('listings') ? await listingsOf(run) : await productsOf(run);

const isReason = (found: IDataObject | Reason): found is Reason => 'code' in found && 'advice' in found;

/** All items are asked for together. */
export const getProduct: Action = {
	outputs: 2,
	begin: async (run) => {
		const shelf = await shelfOf(run);
		return operation({
			take: (_item, input) => shelf.wish(input),
			work: async (wishes: readonly unknown[]) => await shelf.get(wishes),
			show: (found) => [isReason(found) ? { ...refused(found, run), about: 'item' } : done(found)],
			words: [READ],
		});
	},
};

/** Each item is a question of its own. */
export const getProducts: Action = {
	outputs: 2,
	begin: async (run) => {
		const shelf = await shelfOf(run);
		return questions(async (input) => await answer(run, shelf, input), { words: [READ] });
	},
};

/** Page by page; of a page nothing is kept but its items. */
async function answer(run: ActionRun, shelf: Shelf, input: number): Promise<readonly Shown[]> {
	const { context } = run;
	const limit = atMost(context, input) ?? Number.POSITIVE_INFINITY;
	const since = changedSince(context, input);
	const wish = { ...(since === undefined ? {} : { changedSince: since }), ...(Number.isFinite(limit) ? { atMost: limit } : {}) };
	const fields = listOf(context.getNodeParameter('options.fields', input, []));
	const shown: Shown[] = [];
	let read = 0;
	for await (const { rows, unreadable } of shelf.all(input, wish)) {
		await breathe();
		const taken = rows.slice(0, limit - read);
		read += taken.length;
		for (const row of taken) shown.push(done(fields.length === 0 ? row : only(row, fields)));
		for (const reason of unreadable) shown.push(refused(reason, run));
		if (read >= limit) break;
	}
	return shown;
}

/** The SKU says which one it is. */
const only = (row: IDataObject, fields: readonly string[]): IDataObject =>
	Object.fromEntries(Object.entries(row).filter(([name]) => name === 'sku' || fields.includes(name)));
