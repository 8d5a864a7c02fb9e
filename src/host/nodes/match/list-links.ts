import { breathe } from '../../../domain/breathe';
import type { LinkState } from '../../../ports/database';
import { ALL_STATES, listLinks } from '../../../usecases/match/known-links';
import { operation, type Action, type Shown } from '../../action';
import { listOf } from '../../trigger/panel';
import { atMost } from '../../panel/how-many';
import { itemsOf, told } from './rows';
import { sidesOf } from './sides';

/** What is linked comes out first, what needs a person behind it: each with the columns that Link From Items takes. */
export const listingLinks: Action = {
	outputs: 2,
	begin: async (run) => {
		const { context, database } = run;
		const { between } = await sidesOf(run);
		return operation({
			take: (_item, input) => input,
			work: async (inputs: readonly number[]) => {
				const answers: (readonly Shown[])[] = [];
				for (const input of inputs) {
					const states = statesOf(context.getNodeParameter('states', input, []));
					const rows: Shown[] = [];
					for await (const record of listLinks(database, between, states, atMost(context, input))) {
						await breathe();
						const to = record.state === 'synchronised' ? 'done' : 'attention';
						for (const row of itemsOf(record, run.language()))
							rows.push({ to, told: told(row), ...(to === 'done' ? { word: 'linked' } : {}) });
					}
					answers.push(rows);
				}
				return answers;
			},
			show: (rows) => rows,
			words: ['linked'],
		});
	},
};

const statesOf = (value: unknown): readonly LinkState[] => {
	const chosen = listOf(value);
	return chosen.length === 0 ? ALL_STATES : ALL_STATES.filter((state) => chosen.includes(state));
};
