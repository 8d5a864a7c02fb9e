import type fc from 'fast-check';
import type { Outside } from './history-outside';
import type { HistoryWorld } from './history-world';

export type Command = fc.AsyncCommand<{ readonly outside: Outside }, HistoryWorld>;

/** Something that happens, if it can happen now; its name and what it takes are what people read of it. */
export const command = <Input extends object>(
	name: string,
	inputs: fc.Arbitrary<Input>,
	run: (outside: Outside, input: Input, world: HistoryWorld) => unknown,
	check: (outside: Outside, input: Input) => boolean = () => true,
): fc.Arbitrary<Command> =>
	inputs.map((input) => ({
		check: ({ outside }) => check(outside, input),
		run: async ({ outside }, world) => {
			await run(outside, input, world);
		},
		toString: () => `${name}(${JSON.stringify(input).slice(1, -1)})`,
	}));
