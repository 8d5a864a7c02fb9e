import { openSqlite } from '../../../../src/database';
import { accountKey } from '../../../../src/domain/account';
import { subscriptionId } from '../../../../src/domain/ids';
import { iso } from '../../../../src/domain/time';
import type { Database } from '../../../../src/ports/database';
import { forgetWebhook, noteCall, registerWebhook, renewWebhook, repairWebhook, webhookNotice } from '../../../../src/usecases/trigger';
import { MemoryWebhooks } from '../../../fixtures/memory-platform/memory-webhooks';
import { START } from '../../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';
import { SHOP } from './store-world';

const ADDRESS = 'https://n8n.example/webhook/abc';
const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
const HOUR_MS = 60 * 60_000;

let clock: VirtualClock;
let database: Database;
let webhooks: MemoryWebhooks;
const deps = () => ({ webhooks, database, clock, owner: 'host|1|1|a' });
beforeEach(async () => {
	clock = new VirtualClock(START);
	database = await openSqlite({ file: ':memory:', clock, isGone: () => false });
	webhooks = new MemoryWebhooks(SHOP);
	await registerWebhook(deps(), SUBSCRIPTION, ADDRESS);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await database.close();
});

describe('a webhook whose owner may no longer see orders', () => {
	beforeEach(async () => {
		await clock.pass(HOUR_MS);
	});

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

describe('a webhook that is looked after', () => {
	beforeEach(async () => {
		await noteCall(deps(), SUBSCRIPTION);
		await clock.pass(HOUR_MS);
	});

	const checkedAt = async () => (await database.webhooks.get(SUBSCRIPTION, accountKey(SHOP)))?.checkedAt;

	it('needs no turn, and is not written anew, while it stands as it shall', async () => {
		const [take, put] = [jest.spyOn(database.turns, 'take'), jest.spyOn(database.webhooks, 'put')];
		expect(await repairWebhook(deps(), SUBSCRIPTION)).toBeUndefined();
		expect(await checkedAt()).toBe(iso(clock.now()));
		expect([take.mock.calls, put.mock.calls]).toEqual([[], []]);
	});

	it('is mended in turn where the store has switched it off', async () => {
		webhooks.switchOff('hook-1');
		expect((await repairWebhook(deps(), SUBSCRIPTION))?.kind).toBe('mended');
		expect(await webhooks.find(ADDRESS)).toEqual([{ id: 'hook-1', active: true }]);
	});

	it('is looked at every two minutes', async () => {
		await repairWebhook(deps(), SUBSCRIPTION);
		webhooks.switchOff('hook-1');
		await clock.pass(2 * 60_000 - 1);
		await repairWebhook(deps(), SUBSCRIPTION);
		expect(await webhooks.stands(ADDRESS)).toBe(false);
		await clock.pass(1);
		await repairWebhook(deps(), SUBSCRIPTION);
		expect(await webhooks.stands(ADDRESS)).toBe(true);
	});

	it('is forgotten once: a poll that has none to forget only looks', async () => {
		await forgetWebhook(deps(), SUBSCRIPTION);
		expect(await webhooks.find(ADDRESS)).toEqual([]);
		const take = jest.spyOn(database.turns, 'take');
		await forgetWebhook(deps(), SUBSCRIPTION);
		expect(take).not.toHaveBeenCalled();
	});
});
