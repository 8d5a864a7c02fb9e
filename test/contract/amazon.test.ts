import { startSandbox, type Sandbox } from '../../sandbox';
import { seedMany } from '../../sandbox/seed/amazon-many';
import { createAmazon, type Amazon, type AmazonConnection } from '../../src/platforms/amazon';
import { connectionTo } from '../platforms/amazon/connections';
import { MemoryBuckets } from '../platforms/amazon/memory-buckets';
import { connectionCheckBattery } from './connection-check-battery';
import { orderSourceBattery } from './order-source-battery';

const DAY = 86_400_000;

/** An adapter on the sandbox, on its virtual clock; waiting turns it. */
function connect(sandbox: Sandbox, changes: Partial<AmazonConnection> = {}): Amazon {
	const [credentials] = sandbox.amazonCredentials();
	if (credentials === undefined) throw new Error('The sandbox has no account');
	const { region, clientId, clientSecret, refreshToken, sellerId } = credentials;
	const clock = {
		now: () => sandbox.clock.now(),
		sleep: async (ms: number) => {
			sandbox.clock.advance(ms);
			await Promise.resolve();
		},
	};
	const connection = connectionTo(sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId, ...changes });
	return createAmazon(connection, { clock, buckets: new MemoryBuckets(), budgetMs: DAY });
}

orderSourceBattery('Amazon', async () => {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const from = new Date(sandbox.clock.now() - 600 * DAY).toISOString();
	const [{ sellerId } = { sellerId: '' }] = sandbox.amazonCredentials();
	const seeded = [...seedMany({ orders: 230, sellerId, now: sandbox.clock.now() })];
	sandbox.seedMany({ orders: 230 });
	sandbox.clock.advance(10 * 60_000);
	const { buyer, recipient } = seeded[0]?.load() ?? {};
	const personal = [buyer?.buyerName, buyer?.buyerEmail, recipient?.deliveryAddress?.addressLine1];
	return {
		source: connect(sandbox).orderSource,
		orderIds: seeded.map(({ orderId }) => orderId),
		from,
		personal: personal.filter((text) => text !== undefined && text !== null),
		rest: () => {
			sandbox.clock.advance(2 * 60 * 60_000);
		},
		forgetTokens: () => {
			sandbox.clock.advance(DAY + 60_000);
		},
		close: async () => {
			expect(sandbox.damage()).toMatchObject({ amazon: [], sandbox: [] });
			await sandbox.stop();
		},
	};
});

connectionCheckBattery('Amazon', async () => {
	const sandbox = await startSandbox({ clock: 'virtual' });
	const [credentials] = sandbox.amazonCredentials();
	const wrong = 'amzn1.oa2-cs.v1.wrong-7f3a';
	return {
		right: connect(sandbox).connectionCheck,
		wrong: connect(sandbox, { clientSecret: wrong }).connectionCheck,
		secrets: [wrong, credentials?.clientSecret ?? '', credentials?.refreshToken ?? ''],
		close: async () => {
			await sandbox.stop();
		},
	};
});
