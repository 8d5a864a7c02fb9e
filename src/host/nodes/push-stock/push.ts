import type { IDataObject } from 'n8n-workflow';
import { accountKey } from '../../../domain/account';
import { reasonOf } from '../../../domain/reasons';
import type { StockRow } from '../../../domain/stock/facts';
import { say } from '../../../domain/texts/say';
import { compareAll } from '../../../usecases/stock/compare';
import type { PushOutcome } from '../../../usecases/stock/deps';
import { pushToChannel } from '../../../usecases/stock/push-to-channel';
import { pushToStore } from '../../../usecases/stock/push-to-store';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { attentionOf } from '../../items';
import { sidesOf } from './accounts';
import { goesToChannel, wishOf } from './choices';
import { takeRow } from './rows';

/** What was done, in the words of the hint. */
const WORDS = {
	pushed: 'pushed',
	submitted: 'handed in',
	planned: 'would be pushed',
	unchanged: 'unchanged',
} as const;
export const REJECTED = 'rejected';
const HINT = [WORDS.pushed, WORDS.submitted, WORDS.planned, REJECTED, WORDS.unchanged];

/** All items at once: whether many would drop to zero shows in all of them together. */
export const pushing: Action = {
	outputs: 2,
	begin: async (run) => {
		const sides = await sidesOf(run);
		const wish = wishOf(run);
		const toChannel = goesToChannel(run.context);
		const target = accountKey(toChannel ? sides.channel.account : sides.store.account);
		const unreadable: { readonly sku?: string; readonly productId?: string }[] = [];
		return operation({
			take: (item, index) => takeRow(item, index, sides, (named) => unreadable.push(named)),
			work: async (rows: readonly StockRow[]) => {
				const choices = { ...wish, unreadable };
				const outcomes = toChannel ? await pushToChannel(sides.toChannel, rows, choices) : await pushToStore(sides.toStore, rows, choices);
				const byInput = Map.groupBy(
					outcomes.flatMap((outcome) => outcome.inputs.map((input) => ({ input, outcome }))),
					({ input }) => input,
				);
				return rows.map((row) => (byInput.get(row.input) ?? [{ outcome: nothing(row) }]).map(({ outcome }) => outcome));
			},
			show: (outcomes, row) => outcomes.map((outcome) => shown(outcome, row.input, target, run)),
			words: HINT,
			otherwise: REJECTED,
		});
	},
};

/** Nothing came of it, and nobody knows why: never told as done. */
const nothing = (row: StockRow): PushOutcome => ({
	kind: 'rejected',
	sku: row.sku,
	inputs: [row.input],
	reason: reasonOf('stockNotSent', say('item', { input: String(row.input) })),
});

/** All listings that are linked, whatever the items are: once. */
export const comparing: Action = {
	outputs: 2,
	begin: async (run) => {
		const sides = await sidesOf(run);
		const wish = wishOf(run);
		const target = accountKey(sides.channel.account);
		return operation({
			take: (_item, index) => index + 1,
			work: async (inputs: readonly number[]) => {
				const [first] = inputs;
				if (first === undefined) return [];
				const { outcomes, products, unreadable } = await compareAll(sides.toChannel, wish, first);
				const lines = outcomes.flatMap((outcome) =>
					outcome.kind === 'unchanged' ? [] : [ofNoItem(shown(outcome, first, target, run), outcome)],
				);
				const unchanged = outcomes.length - lines.length;
				const told = { action: 'compared', target, products, unchanged, unreadable: unreadable.length };
				const summary: Shown = { to: 'done', told, word: WORDS.unchanged, count: unchanged };
				return inputs.map((input) => (input === first ? [summary, ...lines] : [{ to: 'done', told } as Shown]));
			},
			show: (lines) => lines,
			words: HINT,
			otherwise: REJECTED,
		});
	},
};

/** The item has nothing to do with it: its listing is named instead. */
const ofNoItem = ({ about: _about, told, ...rest }: Shown, { sku }: PushOutcome): Shown => ({ ...rest, told: { ...told, sku } });

function shown(outcome: PushOutcome, input: number, target: string, { language }: ActionRun): Shown {
	const { sku, inputs } = outcome;
	if (outcome.kind === 'rejected') return { to: 'attention', told: { attention: attentionOf(outcome.reason, language()) }, about: 'item' };
	const told: IDataObject = {
		action: outcome.kind,
		target,
		sku,
		...(outcome.kind === 'unchanged' ? {} : details(outcome)),
		quantity: outcome.quantity,
	};
	// Items that name the same listing came to one push.
	return { to: 'done', told, word: WORDS[outcome.kind], count: inputs[0] === input ? 1 : 0 };
}

const details = ({
	productId,
	was,
	submission,
}: Extract<PushOutcome, { readonly kind: 'pushed' | 'submitted' | 'planned' }>): IDataObject => ({
	...(productId === undefined ? {} : { productId }),
	...(was === undefined ? {} : { was }),
	...(submission === undefined ? {} : { submission }),
});
