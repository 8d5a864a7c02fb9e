import { createMailStandIn, MailInbox } from '../../../sandbox/mail';
import { Player, requestOf } from './replay/player';

type Answer = Readonly<Record<string, unknown>> & { readonly id: number };

const products = [
	{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 },
	{ name: 'Tea', sku: 'TEA', regular_price: '5.00', manage_stock: true, stock_quantity: 50 },
];
const billing = { first_name: 'Ada', last_name: 'L', email: 'ada@b.example', country: 'DE', postcode: '10115' };
const lines = [
	{ sku: 'MUG', quantity: 3 },
	{ sku: 'TEA', quantity: 2 },
];

function shop(): { readonly player: Player; readonly inbox: MailInbox; readonly act: (action: string, fields: object) => Promise<Answer> } {
	const inbox = new MailInbox();
	const player = new Player('2026-11-21T12:00:00Z', { products, mailer: inbox });
	return { player, inbox, act: async (action, fields) => (await player.store.control(action, fields)) as Answer };
}

describe('orders that the sandbox is told to place and change', () => {
	it.each([
		[{ paymentMethod: 'bacs' }, 'on-hold', false],
		[{ paymentMethod: 'cheque' }, 'on-hold', false],
		[{ paymentMethod: 'cod' }, 'processing', false],
		[{ paymentMethod: 'stripe', transactionId: 'pi_1' }, 'processing', true],
		[{ paymentMethod: 'stripe', paid: false }, 'pending', false],
	])('by %j: %s, paid %s', async (fields, status, isPaid) => {
		const { act } = shop();
		const order = await act('placeOrder', { billing, lines, ...fields });
		expect(order).toMatchObject({ status, created_via: 'store-api', customer_id: 0 });
		expect(order['date_paid_gmt'] !== null).toBe(isPaid);
	});

	it('become paid later, cash on delivery when it is completed', async () => {
		const { act } = shop();
		const transfer = await act('placeOrder', { billing, lines, paymentMethod: 'bacs' });
		expect(await act('pay', { id: transfer.id, transactionId: 'tx' })).toMatchObject({
			status: 'processing',
			transaction_id: 'tx',
			date_paid_gmt: '2026-11-21T12:00:00',
		});
		const cash = await act('placeOrder', { billing, lines, paymentMethod: 'cod' });
		expect(await act('setStatus', { id: cash.id, status: 'completed' })).toMatchObject({
			status: 'completed',
			date_paid_gmt: '2026-11-21T12:00:00',
		});
	});

	it('belong to a guest or to an account, which one person has once', async () => {
		const { act, player } = shop();
		const first = await act('placeOrder', { billing, lines, register: true });
		const second = await act('placeOrder', { billing, lines, register: true });
		expect([first['customer_id'], second['customer_id']]).toEqual([3, 3]);
		expect(player.store.customers().map(({ email }) => email)).toEqual([billing.email]);
		expect(await act('placeOrder', { billing, lines, customerId: 3 })).toMatchObject({ customer_id: 3 });
	});

	it('carry the chosen way of shipping', async () => {
		const { act } = shop();
		const order = await act('placeOrder', { billing, lines, shippingMethod: { id: 'flat_rate:3', title: 'Express', total: '4.90' } });
		expect(order).toMatchObject({
			total: '44.90',
			shipping_lines: [{ method_id: 'flat_rate', instance_id: '3', method_title: 'Express', total: '4.90' }],
		});
	});

	it('are refunded in part by line, fully by what is left, and give stock back', async () => {
		const { act, player } = shop();
		const { id } = await act('placeOrder', { billing, lines });
		expect(await act('refund', { id, lines: [{ sku: 'MUG', quantity: 1 }], reason: 'chipped' })).toMatchObject({
			status: 'processing',
			total: '40.00',
			refunds: [{ total: '-10.00', reason: 'chipped' }],
		});
		expect(player.store.productBySku('MUG')?.stock).toBe(48);
		expect(await act('refund', { id, amount: '30.00' })).toMatchObject({ status: 'refunded' });
		await expect(act('refund', { id, amount: '1.00' })).rejects.toThrow('Invalid refund amount.');
	});

	it('are edited with their prices and their stock, cancelled, thrown away and brought back', async () => {
		const { act, player } = shop();
		const { id } = await act('placeOrder', { billing, lines });
		expect(
			await act('edit', {
				id,
				lines: [
					{ sku: 'MUG', quantity: 5 },
					{ sku: 'TEA', quantity: 0 },
				],
				change: { customer_note: 'both cups' },
			}),
		).toMatchObject({
			total: '50.00',
			customer_note: 'both cups',
			line_items: [{ sku: 'MUG', quantity: 5, total: '50.00' }],
		});
		expect(player.store.productBySku('MUG')?.stock).toBe(45);
		expect(await act('cancel', { id })).toMatchObject({ status: 'cancelled' });
		expect(player.store.productBySku('MUG')?.stock).toBe(50);
		expect(await act('trash', { id })).toMatchObject({ status: 'trash' });
		expect(await act('restore', { id })).toMatchObject({ status: 'cancelled' });
		await expect(act('pay', { id: 999 })).rejects.toMatchObject({ status: 404 });
		await expect(act('edit', { id, lines: [{ sku: 'NONE', quantity: 1 }] })).rejects.toMatchObject({ status: 404 });
	});

	it('show the customer the notes meant for him, newest first, and mail each', async () => {
		const { act, player, inbox } = shop();
		const { id } = await act('placeOrder', { billing, lines, register: true });
		await player.ask('POST', `orders/${id}/notes`, { note: 'Parcel 1 of 2', customer_note: true });
		await player.ask('POST', `orders/${id}/notes`, { note: 'for us' });
		expect(await act('viewOrder', { id })).toMatchObject({ customerNotes: [{ text: 'Parcel 1 of 2', at: '2026-11-21T12:00:00Z' }] });
		const mails = createMailStandIn(inbox);
		const ask = async (query: string): Promise<readonly string[]> => {
			const { body } = await mails.handle(requestOf({ method: 'GET', path: `/messages?${query}` }));
			return (body as readonly { readonly subject: string }[]).map(({ subject }) => subject);
		};
		expect(await ask(`orderId=${id}&audience=admin`)).toHaveLength(1);
		expect(await ask('to=Ada@b.example')).toContain('A note has been added to your order from Sandbox Store');
		expect(await ask('to=nobody@b.example')).toEqual([]);
		await player.ask('POST', `orders/${id}/notes`, { note: 'Parcel 1 of 2', customer_note: true });
		expect(player.store.damage()).toEqual([{ kind: 'doubleFulfillment', detail: `order ${id}: the same note to the customer twice` }]);
	});
});
