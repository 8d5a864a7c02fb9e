import fc from 'fast-check';
import type { Delivery, StoreWebhooks } from '../../src/ports/store-orders';

/** A call as it reached the address. */
export interface ReceivedCall {
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly rawBody: Buffer;
}

export interface WebhooksUnderTest {
	readonly webhooks: StoreWebhooks;
	readonly about: 'order' | 'product';
	/** Addresses that the store can call; what it calls is in `received`. */
	readonly address: string;
	readonly otherAddress: string;
	/** One that it never calls, where there are such. */
	readonly unreachable?: string;
	/** Something happens to an order (a product): the store calls all who listen. Answers its id. */
	readonly happen: () => Promise<string>;
	readonly received: (address: string) => readonly ReceivedCall[];
	/** Switches one off, as the store does after failures; some delete it for good then. */
	readonly switchOff: (id: string) => Promise<'off' | 'deleted'>;
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever store calls. */
export function storeWebhooksBattery(name: string, start: () => Promise<WebhooksUnderTest>): void {
	describe(`${name}: webhooks of a store`, () => {
		let test: WebhooksUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const ids = async (address: string): Promise<readonly string[]> => (await test.webhooks.find(address)).map(({ id }) => id).toSorted();
		const judge = ({ headers, rawBody }: ReceivedCall): Delivery => test.webhooks.judge(test.address, headers, rawBody);
		/** The genuine calls about what just changed, and its id. */
		const delivered = async (): Promise<{ readonly id: string; readonly calls: readonly ReceivedCall[] }> => {
			const before = test.received(test.address).length;
			const id = await test.happen();
			return { id, calls: test.received(test.address).slice(before) };
		};

		it('are made where they are missing, told as such, and left alone from then on', async () => {
			expect(await test.webhooks.find(test.address)).toEqual([]);
			expect(await test.webhooks.stands(test.address)).toBe(false);
			const made = await test.webhooks.ensure(test.address);
			expect(new Set(made.map(({ kind }) => kind))).toEqual(new Set(['created']));
			expect(await test.webhooks.stands(test.address)).toBe(true);
			const standing = await test.webhooks.find(test.address);
			expect(standing.length).toBe(made.length);
			expect(standing.every(({ active }) => active)).toBe(true);
			const again = await test.webhooks.ensure(test.address);
			expect(again).toEqual(made.map((state) => ({ ...state, kind: 'active' })));
			expect(await test.webhooks.find(test.address)).toEqual(standing);
		});

		it('are switched on again when the store switched them off', async () => {
			await test.webhooks.ensure(test.address);
			const [first = '', ...others] = await ids(test.address);
			const became = await test.switchOff(first);
			const found = (await test.webhooks.find(test.address)).filter(({ id }) => id === first);
			expect(found).toEqual(became === 'off' ? [{ id: first, active: false }] : []);
			expect(await test.webhooks.stands(test.address)).toBe(false);
			const kinds = (await test.webhooks.ensure(test.address)).map(({ kind }) => kind);
			expect(kinds.filter((kind) => kind !== 'active')).toHaveLength(1);
			expect(kinds.find((kind) => kind !== 'active')).toBe(became === 'off' ? 'reactivated' : 'created');
			expect((await test.webhooks.find(test.address)).filter(({ active }) => active)).toHaveLength(others.length + 1);
		});

		it("of another address are nobody else's business", async () => {
			await test.webhooks.ensure(test.address);
			await test.webhooks.ensure(test.otherAddress);
			const others = await ids(test.otherAddress);
			expect(others.length).toBeGreaterThan(0);
			expect((await ids(test.address)).filter((id) => others.includes(id))).toEqual([]);
			await test.webhooks.remove(test.address);
			await test.webhooks.remove(test.address);
			expect([await ids(test.address), await ids(test.otherAddress)]).toEqual([[], others]);
		});

		it('are not made where the store will never call', async () => {
			if (test.unreachable === undefined) return;
			const states = await test.webhooks.ensure(test.unreachable);
			expect(states.map(({ kind }) => kind)).toEqual(['unreachableAddress']);
			for (const state of states) if (state.kind === 'unreachableAddress') expect(state.why).not.toBe('');
			expect(await test.webhooks.find(test.unreachable)).toEqual([]);
		});

		it('call about what changed', async () => {
			await test.webhooks.ensure(test.address);
			const { id, calls } = await delivered();
			const about = test.about === 'order' ? { kind: 'order', orderId: id } : { kind: 'product', productId: id };
			expect(calls.length).toBeGreaterThan(0);
			for (const call of calls) expect(judge(call)).toEqual({ ...about, topic: expect.any(String) as string });
		});

		it('are believed byte by byte, and only with their signature', async () => {
			await test.webhooks.ensure(test.address);
			const [call] = (await delivered()).calls;
			if (call === undefined) throw new Error('The store did not call');
			expect(judge({ ...call, rawBody: Buffer.concat([call.rawBody, Buffer.from(' ')]) })).toMatchObject({ kind: 'refused', status: 401 });
			const changed = Buffer.from(call.rawBody);
			changed.writeUInt8((changed.at(0) ?? 0) ^ 1, 0);
			expect(judge({ ...call, rawBody: changed })).toMatchObject({ kind: 'refused', status: 401 });
			const unsigned = Object.fromEntries(Object.entries(call.headers).filter(([header]) => !/signature|hmac/i.test(header)));
			expect(Object.keys(unsigned).length).toBeLessThan(Object.keys(call.headers).length);
			expect(judge({ ...call, headers: unsigned })).toMatchObject({ kind: 'refused', status: 401 });
		});

		it('are judged whoever calls, without an error', () => {
			const headers = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.constant(undefined)));
			fc.assert(
				fc.property(headers, fc.uint8Array(), (given, bytes) => {
					expect(['refused', 'ping', 'ignored']).toContain(judge({ headers: given, rawBody: Buffer.from(bytes) }).kind);
				}),
				{ numRuns: 100 },
			);
		});
	});
}
