import { readFile } from 'node:fs/promises';
import { Demo } from '../../demo/demo';
import { plainRecipe } from '../../demo/shop-recipes';
import { hooksOf } from '../../demo/stores/woocommerce';
import { waitUntil } from '../../demo/wait-until';

const minute = 60_000;
const TEMPLATE = 'woocommerce-paid-orders-to-amazon';
/** A deleted order has a topic of its own; everything else is a change. */
const topics = ['order.deleted', 'order.updated'];
const report = (text: string): void => void process.stderr.write(`${text}\n`);

describe('the webhook of a published WooCommerce Order Trigger', () => {
	let demo: Demo;
	let count = 0;

	beforeAll(async () => {
		demo = await Demo.prepare({ report });
	}, 5 * minute);

	afterAll(async () => {
		await demo.stop();
	}, minute);

	const hooks = () => hooksOf(demo.world.store);
	const order = (): string => {
		count += 1;
		return demo.world.shop.place(plainRecipe(count));
	};
	const isAtAmazon = (number: string): boolean =>
		demo.world.shop.truth().atAmazon.some(({ displayableOrderId }) => displayableOrderId === number);
	const untilAtAmazon = async (number: string, withinMs: number): Promise<void> => {
		await waitUntil(() => isAtAmazon(number), { what: `order ${number} at Amazon`, withinMs });
	};
	const untilActive = async (): Promise<void> => {
		await waitUntil(() => hooks().active().length === topics.length, { what: 'the webhooks to be on', withinMs: 6 * minute });
	};

	it(
		'is made when the workflow is published, and orders come at once',
		async () => {
			await demo.publishTemplates([TEMPLATE]);
			await untilActive();
			expect(
				hooks()
					.all()
					.map(({ topic }) => topic)
					.sort(),
			).toEqual(topics);
			for (const { deliveryUrl } of hooks().all()) expect(deliveryUrl.startsWith(`${demo.n8n.url}/webhook/`)).toBe(true);
			await untilAtAmazon(order(), minute);
			expect(
				hooks()
					.attempts()
					.filter(({ outcome }) => outcome !== 'delivered'),
			).toEqual([]);
		},
		4 * minute,
	);

	it(
		'goes when it is unpublished, and the same comes back when it is published again',
		async () => {
			await demo.n8n.session.unpublish(demo.template(TEMPLATE).id);
			await waitUntil(() => hooks().all().length === 0, { what: 'the webhooks to be gone', withinMs: minute });
			// What is paid meanwhile is found when the workflow starts again.
			const meanwhile = order();
			await demo.publishTemplates([TEMPLATE]);
			await untilActive();
			expect(
				hooks()
					.all()
					.map(({ topic }) => topic)
					.sort(),
			).toEqual(topics);
			await untilAtAmazon(order(), minute);
			await untilAtAmazon(meanwhile, 3 * minute);
		},
		6 * minute,
	);

	/** Both at once: the trigger looks after its webhooks every few minutes only. */
	it(
		'is switched on again when the store switched it off, and made anew when somebody deleted it, which is said; what it missed is found',
		async () => {
			const [main, ...others] = hooks().all();
			hooks().switchOff(main?.id ?? 0);
			for (const { id } of others) hooks().remove(id);
			const missed = order();
			await untilAtAmazon(missed, 3 * minute);
			await untilActive();
			expect(
				hooks()
					.all()
					.map(({ topic }) => topic)
					.sort(),
			).toEqual(topics);
			await waitUntil(async () => (await readFile(demo.n8n.logFile, 'utf8')).includes('had switched the webhook'), {
				what: 'the log to say it',
				withinMs: minute,
			});
			await untilAtAmazon(order(), minute);
		},
		10 * minute,
	);

	it(
		'is there again after all of it was deleted while n8n was dead',
		async () => {
			await demo.n8n.kill();
			for (const { id } of hooks().all()) hooks().remove(id);
			const meanwhile = order();
			await demo.n8n.start();
			await untilAtAmazon(meanwhile, 4 * minute);
			await untilActive();
			expect(hooks().all()).toHaveLength(topics.length);
			expect(demo.world.damage()).toEqual([]);
		},
		8 * minute,
	);
});
