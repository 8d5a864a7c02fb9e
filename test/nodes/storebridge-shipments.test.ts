import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, IDataObject } from 'n8n-workflow';
import { orderId } from '../../src/domain/ids';
import type { Order } from '../../src/domain/order';
import { PlatformError } from '../../src/domain/platform-error';
import { addAdapter } from '../../src/host/platforms/adapters';
import { readShipments } from '../../src/host/nodes/shipment-items';
import { addPlatform } from '../../src/host/platforms/table';
import type { OrderPage, OrderSearch, OrderSource } from '../../src/ports/order-source';
import { order } from '../fixtures/memory-platform/orders';
import { PLANTED } from '../fixtures/memory-platform/people';
import { Engine, type EngineNode, type RunResult } from '../harness/engine';
import { SourceNodeTypes } from '../harness/source-node-types';
import { PACKAGE, type Parameters } from './world';

const FAIR = { platform: 'fair', id: 'seller-1' };
const shipped = (id: string, wish: Partial<Order> = {}): Order => {
	const whole = order({ id });
	const lines = whole.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
	return {
		...whole,
		account: FAIR,
		packages: [{ id: 'p1', carrier: 'MRW', trackingNumber: `N-${id}`, phase: 'announced', lines }],
		...wish,
	};
};

/** A channel of two pages, that says what it was asked. */
class Fair implements OrderSource {
	readonly account = FAIR;
	asked: OrderSearch[] = [];
	readonly pages: readonly (readonly Order[])[] = [
		[shipped('A'), shipped('B', { packages: [] }), shipped('C', { fulfilledBy: 'amazon' })],
		[shipped('A', { number: 'A again' }), shipped('D')],
	];

	async search(search: OrderSearch): Promise<OrderPage> {
		this.asked.push(search);
		const at = Number(search.page ?? 0);
		const unreadable = at === 0 ? [{ orderId: 'ODD', text: 'it names no marketplace' }] : [];
		const next = at + 1 < this.pages.length ? { nextPage: String(at + 1) } : {};
		return await Promise.resolve({ orders: this.pages[at] ?? [], unreadable, upTo: '2026-11-27T10:00:00.000Z', ...next });
	}

	async get(id: string): Promise<Order | undefined> {
		if (id === 'ODD') throw new PlatformError('It cannot be read', { platform: 'fair', kind: 'contract', operation: 'get' });
		return await Promise.resolve(id === 'GONE' ? undefined : shipped(id));
	}

	async allowance(): Promise<{ readonly searches: number; readonly gets: number }> {
		return await Promise.resolve({ searches: 9, gets: 9 });
	}
}

const fair = new Fair();
const credential: ICredentialType = { name: 'fairApi', displayName: 'fairApi', properties: [] };
addAdapter(addPlatform({ name: 'fair', displayName: 'Fair', credential: 'fairApi', account: 'Fair', can: ['orderSource'] }), {
	account: () => FAIR,
	keys: [],
	budgetMs: 1_000,
	connect: () => fair,
	gives: { orderSource: (own) => own },
});

const engine = new Engine(new SourceNodeTypes([credential]));
const run = async (parameters: Parameters, items: readonly IDataObject[] = [{}]): Promise<RunResult> => {
	const node: EngineNode = {
		name: 'Node',
		type: `${PACKAGE}.storebridge`,
		parameters: { resource: 'shipment', account: 'fair', ...parameters },
		credentials: { fairApi: 'F' },
		onError: 'stopWorkflow',
	};
	return await engine.runWorkflow({ nodes: [node], credentials: { F: { type: 'fairApi', data: {} } }, items });
};
const jsonOf = (result: RunResult, output: number): readonly IDataObject[] =>
	(result.outputs('Node')[output] ?? []).map(({ json }) => json);

beforeAll(() => {
	process.env.N8N_USER_FOLDER = mkdtempSync(join(process.env.N8N_USER_FOLDER ?? '', 'storebridge-shipments-'));
});
beforeEach(() => {
	fair.asked = [];
});

describe('Storebridge: shipments', () => {
	it('gives the parcels of an order as Confirm Shipment takes them, and nothing of its people', async () => {
		const result = await run({ operation: 'get', orderId: '={{ $json.order }}' }, [
			{ order: 'A' },
			{ order: 'GONE' },
			{ order: 'ODD' },
			{ order: '' },
		]);
		const [json = {}] = jsonOf(result, 0);
		expect(json).toMatchObject({ id: 'A', shipments: [{ id: 'p1', carrier: 'MRW', trackingNumber: 'N-A', status: 'announced' }] });
		expect(readShipments({ json })).toMatchObject({ shipments: { order: { id: orderId('A') }, number: 'A' } });
		for (const person of [PLANTED.name, PLANTED.giftMessage]) expect(JSON.stringify(json)).not.toContain(person);
		expect(
			jsonOf(result, 1)
				.map(({ attention }) => (attention as IDataObject)['code'])
				.toSorted(),
		).toEqual(['noSuchOrder', 'nothingChosen', 'recordUnreadable']);
	});

	it('gives each order with a parcel that the merchant ships once, as it stood last, page by page', async () => {
		const result = await run({ operation: 'getAll', changedSince: '2026-11-20T00:00:00.000Z', returnAll: true });
		expect(jsonOf(result, 0).map(({ number }) => number)).toEqual(['A again', 'D']);
		expect(jsonOf(result, 1)).toHaveLength(1);
		expect(fair.asked).toMatchObject([{ from: '2026-11-20T00:00:00.000Z', personalData: false }, { page: '1' }]);
	});

	it('reads no further than the limit', async () => {
		const result = await run({ operation: 'getAll', limit: 1 });
		expect(jsonOf(result, 0)).toHaveLength(1);
		expect(fair.asked).toHaveLength(1);
	});
});
