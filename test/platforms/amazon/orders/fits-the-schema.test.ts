import fc from 'fast-check';
import { parseOrder } from '../../../../src/domain/parse-order';
import { toCanonical } from '../../../../src/platforms/amazon/orders/to-canonical';
import { UnreadableOrderContent } from '../../../../src/platforms/amazon/orders/to-money';
import { wireOrder } from '../../../../src/platforms/amazon/orders/wire';
import { order } from './wire-orders';

type Tree = Record<string | number, unknown>;

const parcel = {
	packageReferenceId: '1',
	shipTime: '2026-11-20T08:00:00+01:00',
	packageItems: [{ orderItemId: '11111111111111', quantity: 1 }],
};
const whole = order({ packages: [parcel] });

const pathsOf = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
	typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key])) : [path];

/** What Amazon's model allows in some field, and what it does not. */
const strange = fc.constantFrom<unknown>('', ' ', null, 0, 3, -1, '1e3', '1.5E-3', '-12.345', 'eur', '2026-11-20', 'Dec 25 2026', [], {});

it('whatever is read of Amazon is taken by our own nodes', () => {
	const changes = fc.array(fc.tuple(fc.constantFrom(...pathsOf(whole)), strange), { minLength: 1, maxLength: 3 });
	fc.assert(
		fc.property(changes, fc.boolean(), (changed, personalData) => {
			const copy = JSON.parse(JSON.stringify(whole)) as Tree;
			for (const [path, value] of changed) {
				const parent = path.slice(0, -1).reduce<Tree>((at, key) => at[key] as Tree, copy);
				parent[path.at(-1) ?? ''] = value;
			}
			const read = wireOrder.safeParse(copy);
			if (!read.success) return;
			let made: unknown;
			try {
				made = toCanonical(read.data, { account: { platform: 'amazon', id: 'eu:A1SELLER' }, pricesIncludeVat: 'auto', personalData });
			} catch (error) {
				if (error instanceof UnreadableOrderContent) return;
				throw error;
			}
			expect(parseOrder(made)).not.toHaveProperty('fault');
		}),
		{ numRuns: 2_000, examples: [[[[['packages', '0', 'packageItems', '0', 'orderItemId'], '']], true]] },
	);
});
