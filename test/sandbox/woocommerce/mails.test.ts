import { MailInbox } from '../../../sandbox/mail';
import { Player } from './replay/player';

const mug = { name: 'Mug', sku: 'MUG', regular_price: '10.00' };
const relay = 'abc@marketplace.amazon.de';

function shop(): { player: Player; inbox: MailInbox; subjects: (address: string) => readonly string[] } {
	const inbox = new MailInbox();
	const player = new Player('2026-11-21T12:00:00Z', { mailer: inbox, products: [mug] });
	return { player, inbox, subjects: (address) => inbox.to(address).map((mail) => mail.subject) };
}

describe("the store's mails", () => {
	it('go to the billing address of any order that is paid, and to the merchant', async () => {
		const { player, subjects } = shop();
		await player.ask('POST', 'orders', { set_paid: true, billing: { email: 'Anna@b.example' }, line_items: [{ sku: 'MUG' }] });
		expect(subjects('anna@b.example')).toEqual(['Your Sandbox Store order has been received!']);
		expect(subjects('admin@store.example')).toEqual([expect.stringContaining('new order')]);
		expect(player.store.damage()).toEqual([]);
	});

	it('do not go to the buyer without an address, nor to the merchant when that is said to be done', async () => {
		const { player, inbox } = shop();
		await player.ask('POST', 'orders', {
			set_paid: true,
			line_items: [{ sku: 'MUG' }],
			meta_data: [{ key: '_new_order_email_sent', value: 'true' }],
		});
		expect(inbox.messages()).toEqual([]);
	});

	it('go to a new account, and to its order without an address of its own', async () => {
		const { player, subjects } = shop();
		const { id } = await player.ask('POST', 'customers', { email: 'a@b.example' });
		expect(subjects('a@b.example')).toEqual(['Your Sandbox Store account has been created!']);
		const order = await player.ask('POST', 'orders', { set_paid: true, customer_id: id, line_items: [{ sku: 'MUG' }] });
		expect(order).toMatchObject({ billing: { email: 'a@b.example' } });
		expect(subjects('a@b.example')).toHaveLength(2);
	});

	it('carry notes for the customer, not the private ones', async () => {
		const { player, subjects } = shop();
		const { id } = await player.ask('POST', 'orders', { billing: { email: 'a@b.example' } });
		await player.ask('POST', `orders/${String(id)}/notes`, { note: 'for us' });
		expect(subjects('a@b.example')).toEqual([]);
		await player.ask('POST', `orders/${String(id)}/notes`, { note: 'for you', customer_note: true });
		expect(subjects('a@b.example')).toHaveLength(1);
	});

	it('are damage when they reach a relay address', async () => {
		const { player } = shop();
		await player.ask('POST', 'customers', { email: relay });
		expect(player.store.damage()).toEqual([{ kind: 'buyerMail', detail: expect.stringContaining('account') as string }]);
	});

	it('are damage when they go out for an imported order, and stay damage when the inbox is emptied', async () => {
		const { player, inbox } = shop();
		await player.ask('POST', 'orders', {
			set_paid: true,
			created_via: 'storebridge',
			billing: { email: 'plain@b.example' },
			line_items: [{ sku: 'MUG' }],
		});
		inbox.clear();
		expect(player.store.damage().map(({ kind }) => kind)).toEqual(['buyerMail']);
	});

	it('are no damage for an imported order without an address', async () => {
		const { player } = shop();
		const { id } = await player.ask('POST', 'orders', { set_paid: true, created_via: 'storebridge', line_items: [{ sku: 'MUG' }] });
		await player.ask('PUT', `orders/${String(id)}`, { status: 'completed' });
		await player.ask('POST', `orders/${String(id)}/notes`, { note: 'x', customer_note: true });
		expect(player.store.damage()).toEqual([]);
	});
});
