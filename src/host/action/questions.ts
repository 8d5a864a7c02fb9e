import { operation, type Operation, type Shown } from './action';

type More = Pick<Operation<number, readonly Shown[]>, 'words' | 'otherwise'>;

/** Each item is a question of its own, by its position; its answer is some items, or none. */
export const questions = (answer: (input: number) => Promise<readonly Shown[]>, more: More) =>
	operation({
		take: (_item, input) => input,
		work: async (inputs: readonly number[]) => {
			const answers: (readonly Shown[])[] = [];
			for (const input of inputs) answers.push(await answer(input));
			return answers;
		},
		show: (rows) => rows,
		oneByOne: 'faultOfOne',
		...more,
	});
