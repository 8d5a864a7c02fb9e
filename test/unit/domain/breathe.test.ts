import { mapInBreaths } from '../../../src/domain/breathe';

const busyFor = (ms: number): void => {
	const until = performance.now() + ms;
	while (performance.now() < until);
};

it('lets others have their turn in the middle of a long piece of work', async () => {
	let others = 0;
	const asking = setInterval(() => (others += 1), 1);
	const seen = await mapInBreaths([1, 2, 3, 4], (piece) => {
		busyFor(15);
		return { piece, others };
	});
	clearInterval(asking);
	expect(seen.map(({ piece }) => piece)).toEqual([1, 2, 3, 4]);
	expect(seen.at(-1)?.others).toBeGreaterThan(1);
});
