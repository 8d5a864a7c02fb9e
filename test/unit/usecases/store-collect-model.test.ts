import fc from 'fast-check';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { ALL, MINUTE, StoreCollectWorld } from './store-collect-world';

type Step =
	| { readonly kind: 'pay' | 'ship' | 'cancel' | 'move' | 'touch'; readonly id: string }
	| { readonly kind: 'webhook'; readonly id: string; readonly diesAt: number }
	| { readonly kind: 'poll'; readonly diesAt: number }
	| { readonly kind: 'pass'; readonly seconds: number };

const id = fc.constantFrom('1', '2', '3', '4', '5');
const diesAt = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) });
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('pay', 'ship', 'cancel', 'move', 'touch'), id }) },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('webhook'), id, diesAt }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('poll'), diesAt }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('pass'), seconds: fc.constantFrom(0.3, 1, 20, 180) }) },
);

/** Deliveries come for orders at random: lost, doubled, late; processes die at any call. */
async function live(world: StoreCollectWorld, { kind, ...rest }: Step): Promise<void> {
	const { shop } = world;
	const { id: order = '', diesAt: death = 0, seconds = 0 } = rest as { id?: string; diesAt?: number; seconds?: number };
	if (kind === 'pass') await world.clock.pass(seconds * 1000);
	else if (kind === 'pay') shop.change(order, { status: 'processing', paidAt: shop.orders.get(order)?.paidAt ?? shop.second() });
	else if (kind === 'ship') shop.change(order, { parcels: 1 });
	else if (kind === 'cancel') shop.change(order, { status: 'cancelled' });
	else if (kind === 'move') shop.change(order, { city: `${shop.orders.get(order)?.city ?? ''}x` });
	else if (kind === 'touch') shop.change(order, {});
	else {
		try {
			const mortal = death === 0 ? undefined : death;
			const handed = kind === 'poll' ? await world.poll('a', ALL, mortal) : await world.webhook('a', order, mortal);
			await world.execute('a', handed.deliveries);
		} catch (error) {
			if (!(error instanceof ProcessDied)) throw error;
		}
	}
}

describe('whatever happens to webhooks, polls and processes', () => {
	it('gives every payment and shipment to exactly one run that ends well', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
				const world = await StoreCollectWorld.open();
				try {
					await world.pollAndRun('a');
					await world.clock.pass(1000);
					for (const one of ['1', '2', '3', '4', '5']) world.shop.place(one);
					for (const one of steps) await live(world, one);
					for (let round = 0; round < 4; round += 1) {
						await world.clock.pass(11 * MINUTE);
						await world.pollAndRun('a');
					}
					const orders = [...world.shop.orders.values()];
					const expected = (event: string, of: typeof orders) => of.map((one) => `${one.id} ${event}`);
					expect([...world.told('a', 'paid')].sort()).toEqual(
						expected(
							'paid',
							orders.filter(({ paidAt }) => paidAt !== undefined),
						),
					);
					expect([...world.told('a', 'shipped')].sort()).toEqual(
						expected(
							'shipped',
							orders.filter(({ parcels }) => parcels > 0),
						),
					);
					const open = await world.database.inbox.counts('woocommerce:shop.example');
					expect({ ...open, ended: 0 }).toEqual({ new: 0, handed: 0, started: 0, ended: 0, dead: 0 });
				} finally {
					await world.database.close();
				}
			}),
			{ numRuns: 60 },
		);
	});
});
