import type { IDataObject } from 'n8n-workflow';
import { accountKey } from '../../../domain/account';
import type { AccountKey } from '../../../domain/ids';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { accountOf } from '../../connect';
import { ACCOUNT_WITH_SALES } from '../../platforms/roles';

/** What is counted above the output where sales come back by themselves. */
export const DUE = 'due at the next poll';

/** What an item was answered. */
export interface Answer {
	readonly rows: readonly IDataObject[];
	/** How many sales the operation's word was done to; it stands above the output. */
	readonly count?: number;
}

/** The account whose sales are seen; no other's. */
export const accountOfLog = async ({ context }: ActionRun): Promise<AccountKey> => accountKey(await accountOf(context, ACCOUNT_WITH_SALES));

/**
 * An operation of the log: each item is a question of its own, and all answers come out at one output.
 * @param word what was done, counted above the output
 */
export const answering = (answer: (run: ActionRun, input: number) => Promise<Answer>, word?: string): Action => ({
	outputs: 1,
	begin: async (run) =>
		await Promise.resolve(
			operation({
				take: (_item, input) => input,
				work: async (inputs: readonly number[]) => {
					const answers: Answer[] = [];
					for (const input of inputs) answers.push(await answer(run, input));
					return answers;
				},
				show: ({ rows, count }) =>
					rows.map((told, row): Shown => ({
						// Where nothing was done, the row says why.
						to: 'attention' in told ? 'attention' : 'done',
						told,
						...(word === undefined || count === undefined || row > 0 ? {} : { word, count }),
					})),
				oneByOne: 'faultOfOne',
				...(word === undefined ? {} : { words: [word] }),
			}),
		),
});
