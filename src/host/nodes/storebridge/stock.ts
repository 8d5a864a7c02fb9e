import type { IDataObject } from 'n8n-workflow';
import { breathe } from '../../../domain/breathe';
import { reasonOf, type Reason } from '../../../domain/reasons';
import type { StockLevel } from '../../../domain/stock/level';
import type { StockPage } from '../../../ports/stock-source';
import { operation, questions, type Action, type ActionRun, type Shown } from '../../action';
import { chosen } from '../../connect';
import { ACCOUNT_WITH_STOCK } from '../../platforms/roles';
import { atMost } from '../../panel/how-many';
import { channelCountsOf } from './channel-counts';
import { BY_SKU, type Counts } from './counts';
import { unreadable } from './shelf';
import { storeCountsOf } from './store-counts';
import { done, READ, refused } from './told';

const countsOf = async (run: ActionRun): Promise<Counts> =>
	chosen(run.context, ACCOUNT_WITH_STOCK).can.includes('channelStock') ? await channelCountsOf(run) : await storeCountsOf(run);

/** Stock by SKU, that of all items read together; else each item is a question of its own. */
export const getStock: Action = {
	outputs: 2,
	begin: async (run) => {
		const counts = await countsOf(run);
		const { context } = run;
		if (asksBySku(run)) {
			return operation({
				take: (_item, input) => {
					const skus = skusIn(context.getNodeParameter('skus', input, ''));
					return skus.length > 0 ? { of: counts.wish(input), skus } : reasonOf('nothingChosen', `Item ${input + 1}`, '"SKUs" is empty');
				},
				work: async (asked: readonly AskedBySku[]) => await bySku(run, counts, asked),
				show: (rows) => rows,
				words: [READ],
			});
		}
		const answer = async (input: number): Promise<readonly Shown[]> => {
			const shown = await all(run, counts, input);
			counts.ended?.();
			return shown;
		};
		return questions(answer, { words: [READ] });
	},
};

/** The merchant's own locations are told by SKU only. */
const asksBySku = ({ context }: ActionRun): boolean => {
	if (context.getNodeParameter('place', 0, '') === 'location') return true;
	return context.getNodeParameter('which', 0, '') === BY_SKU;
};

/** One a line, or a list: spaces and commas may be part of them. */
const skusIn = (value: unknown): readonly string[] => {
	const all = Array.isArray(value) ? value.map(String) : String(value ?? '').split(/\r?\n/);
	return [...new Set(all.filter((sku) => sku.trim() !== ''))];
};

interface AskedBySku {
	readonly of: unknown;
	readonly skus: readonly string[];
}

/** What items ask for is read once, whoever asks. */
async function bySku(run: ActionRun, counts: Counts, asked: readonly AskedBySku[]): Promise<readonly (readonly Shown[])[]> {
	const shown = new Map<AskedBySku, Shown[]>();
	for (const group of Map.groupBy(asked, ({ of }) => JSON.stringify(of)).values()) {
		const [first] = group;
		if (first === undefined) continue;
		const found = new Map<string, Shown[]>();
		const nameless: Shown[] = [];
		const add = (sku: string | undefined, one: Shown): void => {
			if (sku === undefined) nameless.push(one);
			else found.set(sku, [...(found.get(sku) ?? []), one]);
		};
		for await (const page of counts.read(first.of, [...new Set(group.flatMap(({ skus }) => skus))])) {
			await breathe();
			for (const level of page.levels) add(level.sku, done(rowOf(level)));
			for (const { reason, sku } of reasonsOf(page)) add(sku, refused(reason, run));
		}
		for (const one of group)
			shown.set(
				one,
				one.skus.flatMap((sku) => found.get(sku) ?? [refused(counts.missing(sku), run)]),
			);
		shown.set(first, [...(shown.get(first) ?? []), ...nameless]);
	}
	return asked.map((one) => shown.get(one) ?? []);
}

/** Page by page; of a page nothing is kept but its items. */
async function all(run: ActionRun, counts: Counts, input: number): Promise<readonly Shown[]> {
	const { context } = run;
	// What changed is told once: none of it may be left behind.
	const isChange = context.getNodeParameter('which', input, '') === 'changed';
	const limit = (isChange ? undefined : atMost(context, input)) ?? Number.POSITIVE_INFINITY;
	const shown: Shown[] = [];
	let read = 0;
	for await (const page of counts.read(counts.wish(input))) {
		await breathe();
		const taken = page.levels.slice(0, limit - read);
		read += taken.length;
		for (const level of taken) shown.push(done(rowOf(level)));
		for (const { reason } of reasonsOf(page)) shown.push(refused(reason, run));
		if (read >= limit) break;
	}
	return shown;
}

const rowOf = (level: StockLevel): IDataObject => ({ ...level }) as unknown as IDataObject;

const reasonsOf = (page: StockPage): readonly { readonly sku?: string; readonly reason: Reason }[] =>
	page.unreadable.map(({ sku, productId, why }) => {
		const subject =
			sku !== undefined ? `Stock of SKU "${sku}"` : productId !== undefined ? `Stock of product ${productId}` : 'Stock of a product';
		return { ...(sku === undefined ? {} : { sku }), reason: unreadable(subject, why) };
	});
