import type { PlannedOrder } from '../../src/ports/order-sink';
import { say } from '../../src/domain/texts/say';
import { standInEmail } from '../../src/platforms/woocommerce/order-sink/customers';
import type { InjectedShops } from './injected-shops';
import { brought, second, type InjectedRead, type Outcome } from './injection';

const ERASURE = { day: '2026-11-27', keepKey: '' };
const STREET = 'Old Lane 9';
/** In no other number. */
const CUSTOMER_IDS = [880_001, 880_002, 880_003];
const LONG_AGO = '2000-01-01T00:00:00.000Z';

/** Three of our orders, each with a note that names its buyer and an account; and one order more of each account. */
async function fill(shops: InjectedShops) {
	const { records } = shops.standIn('aged');
	const store = shops.connect('aged');
	const [customer] = [...((await shops.customersBy(store))?.values() ?? [])].map((id) => records.customers.get(Number(id)));
	if (customer === undefined) throw new Error('There is no customer');
	const customers = CUSTOMER_IDS.map((id) => ({ ...customer, id, email: standInEmail(`aged-${id}@marketplace.amazon.de`) }));
	for (const one of customers) records.customers.set(one.id, structuredClone(one));
	const drafts = shops.drafts('aged').map((draft, at) => ({ ...draft, customerId: String(CUSTOMER_IDS[at]) }));
	const planned = (await store.orderSink.plan(drafts)).filter((plan): plan is PlannedOrder => 'origin' in plan);
	const own = (await store.orderSink.create(planned)).flatMap((made) => (made.kind === 'created' ? [made.saved] : []));
	shops.sandbox.clock.advance(60_000);
	for (const ref of own) await store.orderSink.addNote(ref, say('deliveryDetails', { details: STREET }));
	const others = CUSTOMER_IDS.map((customerId) =>
		shops.standIn('aged').placeStorefrontOrder({ lines: [{ sku: 'ONE', quantity: 1 }], billing: { email: 'a@b.test' }, customerId }),
	).map(({ id }) => id);
	shops.sandbox.clock.advance(3_600_000);
	const kept = [...records.orders.values()].map((record) => structuredClone(record));

	/** As it was before anything was erased. */
	const reset = (withOthers: boolean): void => {
		for (const one of customers) records.customers.set(one.id, structuredClone(one));
		for (const order of kept)
			if (withOthers || !others.includes(order.id)) records.orders.set(order.id, structuredClone(order));
			else records.orders.delete(order.id);
	};
	return { own, others: others.map(String), records, reset };
}

/** Every read of a WooCommerce store that only whoever erases in it does. */
export async function shopPrivacyReads(shops: InjectedShops): Promise<readonly InjectedRead[]> {
	const { own, others, records, reset } = await fill(shops);
	const ids = own.map(({ id }) => id);
	const hasAccount = (at: number): boolean => records.customers.has(CUSTOMER_IDS[at] ?? 0);
	const hasNote = (at: number): boolean => JSON.stringify(records.orders.get(Number(ids[at]))?.notes).includes(STREET);

	/** Whatever is neither told to be left, nor as `isRight` says, is there for nobody. */
	const erase = async (impatient: boolean, isRight: (at: number) => boolean): Promise<Outcome> => {
		const outcomes = await shops.connect('aged', impatient).personalData.erase(own, ERASURE);
		const isErased = (at: number): boolean => {
			const outcome = outcomes[at];
			return outcome?.kind === 'erased' && outcome.left.length === 0;
		};
		return { came: ids.filter((_, at) => isErased(at) && isRight(at)), named: ids.filter((_, at) => !isErased(at)) };
	};

	const reads: readonly Omit<InjectedRead, 'standIn'>[] = [
		{
			operation: 'listOrders',
			file: 'privacy/old-orders.ts',
			records: ids,
			record: second(ids),
			leavesOut: true,
			read: async (impatient) => {
				reset(false);
				const came: string[] = [];
				const before = new Date(shops.clock.now()).toISOString();
				for await (const { orders } of shops.connect('aged', impatient).personalData.oldOrders(LONG_AGO, before))
					came.push(...orders.map(({ id }) => id));
				return brought(came);
			},
		},
		{
			operation: 'listOrders',
			file: 'privacy/buyer-account.ts',
			records: ids,
			about: { record: String(CUSTOMER_IDS[1]) },
			record: second(others),
			// That he has no other order may be so.
			ofAll: ['[]'],
			read: async (impatient) => {
				reset(true);
				return await erase(impatient, hasAccount);
			},
		},
		{
			operation: 'getCustomer',
			file: 'privacy/buyer-account.ts',
			records: ids,
			about: { pathPattern: `/customers/${CUSTOMER_IDS[1]}$` },
			// That it is gone may be so.
			ofAll: ['status 404'],
			// An account without its address is nobody's that we made.
			id: 'email',
			read: async (impatient) => {
				reset(false);
				return await erase(impatient, (at) => !hasAccount(at));
			},
		},
		{
			operation: 'listOrderNotes',
			file: 'privacy/personal-notes.ts',
			records: ids,
			about: { pathPattern: `/orders/${second(ids)}/notes$` },
			// That there are none may be so.
			ofAll: ['[]'],
			// A note with another text names nobody.
			id: '0.note',
			read: async (impatient) => {
				reset(false);
				const looked = await shops.connect('aged', impatient).personalData.look(own, '', true);
				const unread = ids.filter((_, at) => typeof looked[at] !== 'object');
				const { came, named } = await erase(impatient, (at) => !hasNote(at));
				return { came: came.filter((id) => !unread.includes(id)), named: [...new Set([...unread, ...named])] };
			},
		},
	];
	return reads.map((read) => ({ standIn: 'aged', ...read }));
}
