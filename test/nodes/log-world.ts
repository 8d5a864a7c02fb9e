import type { INodeExecutionData } from 'n8n-workflow';
import { minutes, pass } from './time';
import { logNode, NodeWorld, type Parameters } from './world';

export const line = (sku: string, quantity = 1) => ({ items: [{ sku, quantity, unitPrice: '12.90' }] });
export const cancelled = { status: 'CANCELLED', hasProceeds: false, items: [{ sku: 'MUG', quantity: 0, unitPrice: '12.90' }] } as const;

/** What an Order Sync Log answers of a world, which ends well. */
export async function askLog(
	world: NodeWorld,
	parameters: Parameters,
	items: readonly INodeExecutionData[] = [{ json: {} }],
): Promise<readonly INodeExecutionData[]> {
	const result = await world.run({ nodes: [logNode(parameters)], items });
	expect(result.error).toBeUndefined();
	return result.outputs('Log')[0] ?? [];
}

/** One sale of each state, oldest first: synced, error, cancelled, pending. Answers their numbers. */
export async function oneOfEach(world: NodeWorld): Promise<readonly unknown[]> {
	const first = await world.orders(line('MUG'), line('NOPE'), cancelled);
	await world.runChain(first);
	world.order(line('CAP'));
	pass(minutes(4));
	const second = await world.poll({ personalData: true });
	world.fault({ standIn: 'woocommerce', kind: 'resetBefore', pathPattern: 'orders/batch', times: 1 });
	await world.runChain(second);
	return [...first, ...second].map(({ json }) => json['number']);
}
