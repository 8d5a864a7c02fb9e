import { openSqlite } from '../../../../src/database';
import { subscriptionId } from '../../../../src/domain/ids';
import type { Database } from '../../../../src/ports/database';
import { registerWebhook, renewWebhook, webhookNotice } from '../../../../src/usecases/trigger';
import { MemoryWebhooks } from '../../../fixtures/memory-platform/memory-webhooks';
import { START } from '../../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';
import { SHOP } from './store-world';

const ADDRESS = 'https://n8n.example/webhook/abc';
const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
const HOUR_MS = 60 * 60_000;

describe('a webhook whose owner may no longer see orders', () => {
	let clock: VirtualClock;
	let database: Database;
	let webhooks: MemoryWebhooks;
	beforeEach(async () => {
		clock = new VirtualClock(START);
		database = await openSqlite({ file: ':memory:', clock, isGone: () => false });
		webhooks = new MemoryWebhooks(SHOP);
		await registerWebhook(deps(), SUBSCRIPTION, ADDRESS);
		await clock.pass(HOUR_MS);
	});
	afterEach(async () => {
		await database.close();
	});

	const deps = () => ({ webhooks, database, clock, owner: 'host|1|1|a' });
	const standing = async () => (await webhooks.find(ADDRESS)).map(({ id }) => id);
	const renew = async (id: string) => (await renewWebhook(deps(), SUBSCRIPTION, id))?.kind;

	it('is made anew and told, and not for what the old one had still to say', async () => {
		expect(await renew('hook-1')).toBe('mended');
		expect(await standing()).toEqual(['hook-2']);
		expect(await webhookNotice({ database }, SHOP, SUBSCRIPTION)).toMatchObject({ kind: 'mended' });
		await clock.pass(2 * HOUR_MS);
		expect(await renew('hook-1')).toBeUndefined();
		expect(await standing()).toEqual(['hook-2']);
	});

	it('is not made again and again where the key of today may see none either', async () => {
		await renew('hook-1');
		expect(await renew('hook-2')).toBeUndefined();
		expect(await standing()).toEqual(['hook-2']);
		await clock.pass(HOUR_MS);
		expect(await renew('hook-2')).toBe('mended');
	});
});
