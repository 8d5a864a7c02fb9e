import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { days, pass } from './time';
import { logNode, NodeWorld, saveNode, type Parameters } from './world';

const buyer = { buyerName: 'Ida Ñandú', buyerEmail: 'ida77@marketplace.amazon.de' };
const recipient = {
	deliveryAddress: {
		name: 'Ida Ñandú',
		addressLine1: 'Hohe Straße 47',
		city: 'Köln',
		postalCode: '50667',
		countryCode: 'DE',
		phone: '+49 221 555077',
	},
};
const PERSONAL = ['Ñandú', 'Hohe Straße', '50667', '555077', 'Aunt Ida', 'ida77'];
const one = {
	status: 'SHIPPED',
	buyer,
	recipient,
	items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90', gift: { message: 'For Aunt Ida' } }],
} as const;
const another = { ...one, items: [{ sku: 'CAP', quantity: 1, unitPrice: '20.00' }] } as const;

describe('Order Sync Log, Erase Personal Data', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const ask = async (parameters: Parameters = {}, items: readonly INodeExecutionData[] = [{ json: {} }], type?: string) => {
		const node = logNode({ operation: 'erasePersonalData', ...parameters });
		const result = await world.run({ nodes: [type === undefined ? node : { ...node, type }], items });
		expect(result.error).toBeUndefined();
		return { rows: result.outputs('Log')[0] ?? [], hint: result.hints('Log').map(({ message }) => message) };
	};
	const told = async (parameters: Parameters = {}): Promise<readonly IDataObject[]> => (await ask(parameters)).rows.map(({ json }) => json);
	const erase = async (parameters: Parameters = {}): Promise<readonly IDataObject[]> => await told({ dryRun: false, ...parameters });
	const save = async (orders: readonly object[], parameters: Parameters = {}): Promise<readonly string[]> => {
		const items = await world.orders(...orders);
		await world.runChain(items, saveNode(parameters));
		return items.map(({ json }) => String(json['number']));
	};
	const stored = (number = '') => [...world.store.records.orders.values()].find(({ transactionId }) => transactionId === number);
	const named = (record: unknown): readonly string[] => PERSONAL.filter((text) => JSON.stringify(record).includes(text));
	const writes = async (work: () => Promise<unknown>): Promise<number> => {
		world.sandbox.resetCounts();
		await work();
		return world.sandbox.counts()['woocommerce']?.writes ?? -1;
	};

	/** Another memory from now on: that of before is lost. */
	const forget = (): void => {
		process.env.N8N_USER_FOLDER = mkdtempSync(join(world.folder, 'anew-'));
	};

	it('lists what is due, and erases nothing unless it is told to', async () => {
		const [number] = await save([one]);
		expect(await told()).toEqual([{ action: 'nothing', dryRun: true }]);
		pass(days(31));
		const expected = {
			action: 'wouldErase',
			orderNumber: number,
			dryRun: true,
			parts: expect.arrayContaining(['addresses', 'customerNote']) as unknown,
		};
		expect(await writes(async () => expect(await told()).toMatchObject([expected]))).toBe(0);
		expect(named(stored(number))).toEqual(PERSONAL);
		expect((await ask()).hint).toEqual(['1 would be erased']);
		expect(named(await told())).toEqual([]);
	});

	it('erases what is due and nothing else, once, and the order stays the order', async () => {
		const [old] = await save([one]);
		pass(days(20));
		const [young] = await save([another]);
		world.store.addOrder({
			transaction_id: 'shop',
			status: 'completed',
			billing: { first_name: 'Ida', last_name: 'Ñandú' },
			line_items: [],
		});
		pass(days(11));
		const { total, status, lines = [] } = stored(old) ?? {};
		const stock = [world.store.productBySku('MUG')?.stock, world.store.productBySku('CAP')?.stock];
		const storeOrder = { id: String(stored(old)?.id), number: String(stored(old)?.id) };
		const mails: unknown[] = [];
		world.mails.onMail((mail) => mails.push(mail));
		expect(await erase()).toMatchObject([{ action: 'erased', orderNumber: old, storeOrder }]);
		expect(named(stored(old))).toEqual([]);
		expect(stored(old)).toMatchObject({
			total,
			status,
			transactionId: old,
			billing: { first_name: '[deleted]', country: 'DE', phone: '+00 000 000000', email: '' },
		});
		expect(stored(old)?.lines.map(({ quantity, productId }) => [quantity, productId])).toEqual(
			lines.map(({ quantity, productId }) => [quantity, productId]),
		);
		expect([world.store.productBySku('MUG')?.stock, world.store.productBySku('CAP')?.stock]).toEqual(stock);
		expect(named(stored(young))).toEqual(PERSONAL.filter((text) => text !== 'Aunt Ida'));
		expect(stored('shop')?.billing.last_name).toBe('Ñandú');
		expect(mails).toEqual([]);
		expect(await writes(async () => expect(await erase()).toEqual([{ action: 'nothing' }]))).toBe(0);
		pass(days(20));
		expect(await erase()).toMatchObject([{ action: 'erased', orderNumber: young }]);
		expect(stored('shop')?.billing.last_name).toBe('Ñandú');
	});

	it('does not write it again when the order changes at Amazon, and makes no second one without its memory', async () => {
		const [number] = await save([one]);
		pass(days(31));
		await erase();
		world.sandbox.amazon.orders.change(number ?? '', { programs: ['PRIME'] });
		pass(days(1));
		await world.runChain(await world.poll({ personalData: true }));
		expect([world.storeOrders().length, named(stored(number))]).toEqual([1, []]);
		forget();
		const again = await world.orders(another);
		const since = new Date(Date.now() - days(60)).toISOString().slice(0, 10);
		await world.runChain([...again, ...(await world.poll({ personalData: true, startFrom: 'date', backfillFrom: since }))]);
		expect([world.storeOrders().length, named(stored(number))]).toEqual([2, []]);
	});

	it('finds what the log does not know of: its memory was lost', async () => {
		const [number] = await save([one]);
		forget();
		pass(days(31));
		expect(await erase()).toMatchObject([{ action: 'erased', orderNumber: number }]);
		expect(named(stored(number))).toEqual([]);
	});

	it('finds what came back with a backup of the store', async () => {
		const [number] = await save([one]);
		pass(days(31));
		const backup = world.store.dump();
		await erase();
		world.store.load(backup);
		expect(named(stored(number))).toEqual(PERSONAL);
		expect(await erase()).toMatchObject([{ action: 'erased', orderNumber: number }]);
		expect(named(stored(number))).toEqual([]);
	});

	it('keeps orders that are marked, and lists them every time', async () => {
		const [number] = await save([one]);
		stored(number)?.meta.push({ id: 900_001, key: '_storebridge_keep', value: 'court' });
		pass(days(31));
		expect(await erase()).toMatchObject([{ action: 'kept', orderNumber: number }]);
		expect(await erase({ keepKey: '' })).toMatchObject([{ action: 'erased', orderNumber: number }]);
	});

	it("removes the buyer's account with his last order, never one that has bought in the shop", async () => {
		const [first] = await save([one], { options: { createCustomers: true } });
		const id = stored(first)?.customerId ?? 0;
		pass(days(20));
		const [second] = await save([another], { options: { createCustomers: true } });
		expect(stored(second)?.customerId).toBe(id);
		pass(days(11));
		await erase();
		expect(world.store.records.customers.has(id)).toBe(true);
		const shop = world.store.addOrder({ customer_id: id, status: 'completed', line_items: [] });
		pass(days(20));
		expect((await erase())[0]?.['parts']).not.toContain('customer');
		expect(world.store.records.customers.has(id)).toBe(true);
		world.store.records.orders.delete(shop.id);
	});

	it('takes one order for another by no means: what breaks at one is told, and the others are erased', async () => {
		const [odd, fine] = await save([one, another]);
		pass(days(31));
		world.fault({ standIn: 'woocommerce', kind: 'http500', pathPattern: `orders/${stored(odd)?.id}/notes` });
		expect(await erase()).toMatchObject([
			{ action: 'failed', orderNumber: odd, attention: { code: 'eraseRefused' } },
			{ action: 'erased', orderNumber: fine },
		]);
		expect([named(stored(odd)), named(stored(fine))]).toEqual([PERSONAL, []]);
		world.sandbox.faults.clear();
		expect(await erase()).toMatchObject([{ action: 'erased', orderNumber: odd }]);
	});

	it('archives for the holder of a key, and erases only what the stored archive names, as it was', async () => {
		const identity = await generateX25519Identity();
		const [number, changed] = await save([one, another]);
		pass(days(31));
		const { rows } = await ask({ whatToDo: 'archive', publicKey: await identityToRecipient(identity) });
		const [item] = rows;
		expect(item?.json).toMatchObject({ action: 'archived', archived: 2, file: expect.stringMatching(/\.json\.age$/) as unknown });
		expect(named(item?.json)).toEqual([]);
		expect(named(stored(number))).toEqual(PERSONAL);
		const decrypter = new Decrypter();
		decrypter.addIdentity(identity);
		const file = Buffer.from(item?.binary?.['data']?.data ?? '', 'base64');
		expect(named(file.toString('latin1'))).toEqual([]);
		const opened = await decrypter.decrypt(file, 'text');
		expect(named(opened)).toEqual(PERSONAL);
		expect(JSON.parse(opened)).toMatchObject({ orders: [{ orderNumber: number }, { orderNumber: changed }] });
		const [touched] = [stored(changed)];
		if (touched !== undefined) touched.shipping.address_1 = 'Hohe Straße 48';
		const archived = { whatToDo: 'eraseArchived', dryRun: false };
		expect((await ask(archived, [{ json: {} }])).rows.map(({ json }) => json['attention'])).toMatchObject([{ code: 'archiveMissing' }]);
		expect((await ask(archived, item === undefined ? [] : [item])).rows.map(({ json }) => json)).toMatchObject([
			{ action: 'erased', orderNumber: number },
			{ action: 'failed', orderNumber: changed, attention: { code: 'archiveOlder' } },
		]);
		expect(named(stored(number))).toEqual([]);
		expect((await ask({ whatToDo: 'archive', publicKey: 'ssh-ed25519 AAAA' })).rows[0]?.json['attention']).toMatchObject({
			code: 'archiveKey',
		});
	});

	it('only lists as a tool of an agent, unless the builder lets it erase', async () => {
		const [number] = await save([one]);
		pass(days(31));
		const tool = 'n8n-nodes-storebridge.orderSyncLogTool';
		const answer = await ask({ dryRun: false }, [{ json: {} }], tool);
		expect(answer.rows.map(({ json }) => json)).toMatchObject([{ action: 'wouldErase', orderNumber: number }]);
		expect(named(answer.rows)).toEqual([]);
		await ask({ dryRun: false, options: { allowAsTool: true } }, [{ json: {} }], tool);
		expect(named(stored(number))).toEqual([]);
	});
});
