import type { Inspection } from '../../src/ports/connection-check';
import type { InjectedAmazon } from './injected-amazon';
import type { InjectedShops } from './injected-shops';
import { second, type InjectedRead, type Outcome } from './injection';

const ORDERS = 'Inventory and Order Tracking';
const LISTINGS = 'Product Listing';
const FULFILLMENT = 'Amazon Fulfillment';
const ADDRESSES = 'Direct-to-Consumer Shipping';
const ROLES = [ORDERS, LISTINGS, FULFILLMENT, ADDRESSES];
const DAY_MS = 86_400_000;

const OFFSET = /^[+-](0\d|1[0-4]):[0-5]\d$/;

/** Each call of an Amazon account that only shows whether it is allowed: whatever it answers, all other roles are told. */
export function amazonInspectionReads(amazon: InjectedAmazon): readonly InjectedRead[] {
	let placedAt = Number.NEGATIVE_INFINITY;

	/** An open order with an address, which shows whether addresses come; named so that no search takes it for one of its own. */
	const place = (): void => {
		const { clock, amazon: standIn } = amazon.sandbox;
		if (clock.now() - placedAt < DAY_MS) return;
		placedAt = clock.now();
		standIn.orders.create({ orderId: 'S90-0000000-0000001', items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90' }] });
	};

	const roles = async (impatient: boolean): Promise<Outcome> => {
		place();
		const { ok, findings, roles: seen } = await amazon.connect(impatient).connectionCheck.inspect();
		if (!ok && findings.some(({ severity, text }) => severity === 'broken' && text !== '')) return { came: [], named: [] };
		if (seen?.length !== ROLES.length) throw new Error(`Roles: ${seen?.map(({ role }) => role).join()}`);
		const works = (name: string): boolean => seen.some(({ role, state }) => role === name && state === 'works');
		return { came: ROLES.filter(works), named: ROLES.filter((name) => !works(name)) };
	};

	const of = (operation: string, role: string, pathPattern: string): InjectedRead => {
		const [first = '', ...others] = ROLES.filter((name) => name !== role);
		return {
			standIn: 'amazon',
			operation,
			file: 'inspection/roles.ts',
			records: [first, role, ...others],
			about: { pathPattern },
			read: roles,
		};
	};

	return [
		of('getOrder', ORDERS, '/orders/000-0000000-0000000$'),
		// A seller id that is refused ends the check before it comes to roles.
		{ ...of('searchListingsItems', LISTINGS, '^/listings/'), ofAll: ['status 400', 'status 404'] },
		of('getFulfillmentOrder', FULFILLMENT, '/fulfillmentOrders/STOREBRIDGE-CHECK$'),
		of('searchOrders', ADDRESSES, '/orders$'),
	];
}

/** Every read that only whoever looks a WooCommerce store over does. */
export async function shopInspectionReads(shops: InjectedShops): Promise<readonly InjectedRead[]> {
	const addresses = ['one', 'two', 'three'].map((name) => `http://127.0.0.1:5678/webhook/aged-${name}`);
	for (const address of addresses) await shops.connect('aged').webhooks.ensure(address);
	const secondHook = [...shops.standIn('aged').records.webhooks.values()].find(({ deliveryUrl }) => deliveryUrl === second(addresses));

	const hooksIn = ({ ok, findings, hooks = [] }: Inspection): Outcome => {
		if (!ok && !findings.some(({ severity, text }) => severity === 'broken' && text !== '')) throw new Error('Nobody is told why');
		const isActive = (one: string): boolean => hooks.some(({ address, state }) => address === one && state === 'active');
		return { came: addresses.filter(isActive), named: addresses.filter((address) => !isActive(address)) };
	};
	const inspect = async (impatient: boolean): Promise<Outcome> => {
		const inspection = await shops.connect('aged', impatient).connectionCheck.inspect();
		for (const offset of inspection.trading?.offsets ?? []) if (!OFFSET.test(offset)) throw new Error(`No place is at ${offset}`);
		return hooksIn(inspection);
	};

	return [
		{
			standIn: 'aged',
			operation: 'listWebhooks',
			file: 'inspection/hooks.ts',
			records: addresses,
			record: String(secondHook?.id),
			read: inspect,
		},
		// Whatever is wrong with the newest order, the hooks are told.
		{ standIn: 'aged', operation: 'listOrders', file: 'inspection/site-days.ts', records: addresses, read: inspect },
	];
}
