import type { IDataObject } from 'n8n-workflow';
import { breathe } from '../../../domain/breathe';
import { reasonOf, type Reason } from '../../../domain/reasons';
import type { StockLevel } from '../../../domain/stock/level';
import type { StockPage } from '../../../ports/stock-source';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { chosen } from '../../connect';
import { attentionOf } from '../../items';
import { ACCOUNT_WITH_STOCK } from '../../platforms/roles';
import { channelCounts } from './channel-counts';
import { unreadable } from './shelf';
import { storeCounts } from './store-counts';

/** What one item asks for. */
export interface StockWish {
	/** Named ones; empty for all that there are. */
	readonly skus: readonly string[];
	/** Wishes that differ in their SKUs alone are asked for together. */
	readonly alike: string;
	read(skus: readonly string[]): AsyncIterable<StockPage>;
	/** However many there are: what was given out in part would have to be given out again. */
	readonly whole?: true;
	/** Why one that was named has no count. */
	missing(sku: string): Reason;
}

/** The counts of an account, be it a channel or a store. */
export interface Counts {
	wish(input: number): StockWish | Reason;
}

const READ = 'read';

interface Asked {
	readonly wish: StockWish;
	readonly atMost: number;
}

const isReason = (wish: StockWish | Reason): wish is Reason => 'advice' in wish;

export const getStock: Action = {
	outputs: 2,
	begin: async (run) => {
		const isChannel = chosen(run.context, ACCOUNT_WITH_STOCK).can.includes('channelStock');
		const counts = isChannel ? await channelCounts(run) : await storeCounts(run);
		return operation({
			take: (_item, input): Asked | Reason => {
				const wish = counts.wish(input);
				return isReason(wish) ? wish : { wish, atMost: wish.whole === true ? Number.POSITIVE_INFINITY : atMostOf(run, input) };
			},
			work: async (asked: readonly Asked[]) => {
				const answers = new Map<Asked, readonly Shown[]>();
				const named = asked.filter(({ wish }) => wish.skus.length > 0);
				for (const alike of Map.groupBy(named, ({ wish }) => wish.alike).values()) {
					const [first] = alike;
					if (first === undefined) continue;
					const found = await bySku(first.wish, [...new Set(alike.flatMap(({ wish }) => wish.skus))]);
					for (const one of alike)
						answers.set(one, one.wish.skus.flatMap((sku) => shownOf(run, found, one.wish, sku)).slice(0, one.atMost));
				}
				for (const one of asked) if (!answers.has(one)) answers.set(one, await readOn(run, one));
				return asked.map((one) => answers.get(one) ?? []);
			},
			show: (rows) => rows,
			words: [READ],
		});
	},
};

const atMostOf = ({ context }: ActionRun, input: number): number =>
	context.getNodeParameter('returnAll', input, false) === true
		? Number.POSITIVE_INFINITY
		: Number(context.getNodeParameter('limit', input, 50));

const done = (level: StockLevel): Shown => ({ to: 'done', told: { ...level } as unknown as IDataObject, word: READ });
const refused = (reason: Reason, { language }: ActionRun): Shown => ({
	to: 'attention',
	told: { attention: attentionOf(reason, language()) },
});

const oddOf = ({ sku, productId, why }: StockPage['unreadable'][number]): Reason => {
	const subject = sku === undefined ? (productId === undefined ? 'A product' : `Product ${productId}`) : `SKU "${sku}"`;
	return unreadable(subject, why);
};

interface Found {
	readonly levels: ReadonlyMap<string, readonly StockLevel[]>;
	readonly odd: ReadonlyMap<string, Reason>;
}

async function bySku(wish: StockWish, skus: readonly string[]): Promise<Found> {
	const levels: StockLevel[] = [];
	const odd = new Map<string, Reason>();
	for await (const page of wish.read(skus)) {
		await breathe();
		levels.push(...page.levels);
		for (const one of page.unreadable) if (one.sku !== undefined) odd.set(one.sku, oddOf(one));
	}
	return { levels: Map.groupBy(levels, ({ sku }) => sku), odd };
}

function shownOf(run: ActionRun, { levels, odd }: Found, wish: StockWish, sku: string): readonly Shown[] {
	const own = levels.get(sku);
	return own === undefined ? [refused(odd.get(sku) ?? wish.missing(sku), run)] : own.map(done);
}

/** Page by page; of a page nothing is kept but its items. */
async function readOn(run: ActionRun, { wish, atMost }: Asked): Promise<readonly Shown[]> {
	const shown: Shown[] = [];
	let read = 0;
	for await (const { levels, unreadable: odd } of wish.read([])) {
		await breathe();
		const taken = levels.slice(0, atMost - read);
		read += taken.length;
		shown.push(...taken.map(done), ...odd.map((one) => refused(oddOf(one), run)));
		if (read >= atMost) break;
	}
	return shown;
}

/** The SKUs of a field with several values. */
export const skusOf = (value: unknown): readonly string[] =>
	(Array.isArray(value) ? value : [value])
		.filter((sku) => typeof sku === 'string' || typeof sku === 'number')
		.map(String)
		.filter((sku) => sku !== '');

export const noSkus = (input: number): Reason => reasonOf('nothingChosen', `Item ${input + 1}`, '"SKUs" is empty');
