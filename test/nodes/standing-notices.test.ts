import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { execute } from './database-rows';
import { hours, letWaitsStandStill, minutes, pass } from './time';
import { NodeWorld, trigger } from './world';

describe('what goes on for a while', () => {
	let world: NodeWorld;
	let warn: jest.SpyInstance;
	beforeEach(async () => {
		world = await NodeWorld.start();
		warn = jest.spyOn(Container.get(Logger), 'warn');
	});
	afterEach(async () => {
		warn.mockRestore();
		await world.stop();
	});

	const told = (text: string): readonly string[] => warn.mock.calls.map(([said]) => String(said)).filter((said) => said.includes(text));

	/** The process remembers what other tests met. */
	const named = (id: string) => ({ ...trigger(), id });

	it('is said of polls that find no quota, after an hour and with the reason, and then now and then', async () => {
		const node = named('no-quota');
		await world.poll({}, { node });
		world.fault({ standIn: 'amazon', kind: 'http429', operation: 'searchOrders' });
		const failed: number[] = [];
		for (let minute = 0; minute < 10 * 60; minute += 5) {
			pass(minutes(5));
			await world.poll({}, { node }).catch((error: unknown) => {
				failed.push(minute);
				expect(error).toMatchObject({
					name: 'NodeOperationError',
					message: expect.stringMatching(/^No quota was left for \d+ minutes: Amazon was not asked for new orders$/),
					description: expect.stringMatching(/quota.*No order is lost/s),
				});
			});
		}
		expect(failed).toHaveLength(2);
		expect(failed[0]).toBeGreaterThanOrEqual(55);
		expect(told('No quota was left')).toHaveLength(2);
		world.sandbox.faults.clear();
		const orderId = world.order();
		pass(hours(2));
		expect((await world.poll({}, { node })).map(({ json }) => json['id'])).toEqual([orderId]);
	});

	it('is said of runs that never end while orders wait for them, after an hour and with what to do, and of no others', async () => {
		letWaitsStandStill(true);
		const node = { ...trigger({ options: { runsAtOnce: 1 } }), id: 'hangs' };
		await world.poll({}, { node });
		pass(minutes(1));
		world.order();
		pass(minutes(3));
		const emitted = (): void => undefined;
		const items = await world.poll({}, { node, emitted });
		expect(items).toHaveLength(1);
		const failed: unknown[] = [];
		const polls = async (forMinutes: number): Promise<void> => {
			for (let minute = 0; minute < forMinutes; minute += 5) {
				pass(minutes(5));
				await world.poll({}, { node, emitted }).catch((error: unknown) => failed.push(error));
				execute(world.databaseFile(), `UPDATE inbox SET due_at = '${new Date(Date.now() + 600_000).toISOString()}' WHERE state <> 'ended'`);
			}
		};
		await polls(60);
		expect(failed).toEqual([]);
		await polls(10);
		expect(failed).toMatchObject([
			{
				name: 'NodeOperationError',
				message: expect.stringMatching(/^No order was given out for 6\d minutes: 1 execution of this workflow is still at work$/),
				description: expect.stringMatching(/No order is lost.*Stop one that hangs.*"Runs at Once"/s),
			},
		]);
		const wrong = { ...node, parameters: { events: [] } };
		await expect(world.poll({}, { node: wrong })).rejects.toThrow('Nothing is chosen');
		letWaitsStandStill(false);
	});

	it('is said of orders that wait for the account that the trigger had before: how many, and for which', async () => {
		const node = named('other-account');
		await world.poll({}, { node });
		pass(minutes(1));
		const waits = world.order();
		pass(minutes(3));
		expect(await world.poll({}, { node })).toHaveLength(1);
		pass(minutes(20));
		const other = world.sandbox.amazonCredentials()[1];
		const credentials = { ...world.credentials(), Amazon: world.amazonCredential({ ...other }) };
		for (let poll = 0; poll < 6; poll += 1) {
			expect(await world.poll({}, { node, credentials })).toEqual([]);
			pass(minutes(15));
		}
		expect(told('Waiting for the account')).toHaveLength(2);
		expect(told('Waiting for the account')[0]).toMatch(/1 event of amazon:eu:A1SANDBOXEU\. Choose/);
		expect(world.rows('sale')).toEqual([]);
		// Who looks at a run of the new account sees it as well.
		world.order({ sellerId: 'A1SANDBOXNA' });
		pass(minutes(3));
		const items = await world.poll({}, { node, credentials });
		const run = await world.run({ nodes: [node], credentials, items });
		expect(run.hints('New orders')).toMatchObject([
			{ type: 'warning', message: expect.stringContaining('1 event of amazon:eu:A1SANDBOXEU') },
		]);
		expect((await world.poll({}, { node })).map(({ json }) => json['id'])).toEqual([waits]);
	});
});
