import type { ShopifyClient } from '../client';
import { failure } from '../errors';
import { gid } from '../wire/fields';
import { EDIT_BEGIN, EDIT_COMMIT, EDIT_QUANTITY } from '../wire/own-order';
import { assertDone } from './packing';
import type { Piece } from './pieces';

export interface StoredLine {
	readonly id: string;
	/** Which line of the channel's order it is; empty for one that people added. */
	readonly role: string;
	readonly quantity: number;
	readonly hasProduct: boolean;
	readonly variantId?: string;
}

interface Edit {
	readonly lineId: string;
	readonly quantity: number;
}

/** What of the stored lines of one role stays when so many pieces are wanted: taken off the last. */
function lessened(stored: readonly StoredLine[], wanted: number): readonly Edit[] {
	let left = wanted;
	return stored.flatMap(({ id, quantity }) => {
		const stays = Math.min(quantity, left);
		left -= stays;
		return stays === quantity ? [] : [{ lineId: id, quantity: stays }];
	});
}

/** `impossible`: more pieces, other products or new lines. Shopify adds them at prices of its own. */
export function plannedEdits(pieces: readonly Piece[], stored: readonly StoredLine[]): readonly Edit[] | 'impossible' {
	const ours = Map.groupBy(
		stored.filter(({ role }) => role !== ''),
		({ role }) => role,
	);
	const wanted = new Map(pieces.filter(({ kind }) => kind !== 'shipping').map((piece) => [piece.role, piece]));
	for (const [role, piece] of wanted) {
		const there = ours.get(role) ?? [];
		const has = there.reduce((sum, { quantity }) => sum + quantity, 0);
		if (has < piece.quantity || there.some(({ variantId }) => variantId !== piece.variantId)) return 'impossible';
	}
	return [...ours].flatMap(([role, lines]) => lessened(lines, wanted.get(role)?.quantity ?? 0));
}

/** In one edit, which Shopify applies as a whole. */
export async function editQuantities(client: ShopifyClient, orderId: string, edits: readonly Edit[], restock: boolean): Promise<void> {
	const { orderEditBegin } = await client.mutate(EDIT_BEGIN, { id: gid('Order', orderId) });
	assertDone('EditBegin', orderEditBegin.userErrors);
	const { calculatedOrder: calculated } = orderEditBegin;
	for (const { lineId, quantity } of edits) {
		const line = calculated?.lineItems.nodes.find(({ id }) => id.endsWith(`/${lineId}`));
		if (calculated === null || calculated === undefined || line === undefined) throw cannotEdit();
		const { orderEditSetQuantity } = await client.mutate(EDIT_QUANTITY, { id: calculated.id, line: line.id, quantity, restock });
		assertDone('EditQuantity', orderEditSetQuantity.userErrors);
	}
	const { orderEditCommit } = await client.mutate(EDIT_COMMIT, { id: calculated?.id ?? '' });
	assertDone('EditCommit', orderEditCommit.userErrors);
}

const cannotEdit = () =>
	failure(
		{ operation: 'EditQuantity', write: false },
		{
			kind: 'rejected',
			code: 'notEditable',
			message: 'Shopify does not let a line of the order be changed',
			advice: 'Change its quantity in Shopify admin.',
		},
	);
