import { randomUUID } from 'node:crypto';
import { PlatformError } from '../../../domain/platform-error';
import type { StockWritten } from '../../../ports/stock-sink';
import type { ShopifyClient } from '../client';
import { FIRST_BACKOFF_MS } from '../constants';
import { safeCode } from '../errors';
import { gid, type UserError } from '../wire/fields';
import { SET_QUANTITIES } from '../wire/stock';
import { as, refuse, type Target } from './targets';

/** Somebody sold in that moment: read anew and tried again, but not for ever. */
const MOST_STALE = 3;
const MOST_ATTEMPTS = 3;
/** A call of the same key is still at it. */
const UNDER_WAY = 'IDEMPOTENCY_CONCURRENT_REQUEST';
const STALE = 'CHANGE_FROM_QUANTITY_STALE';

/** Which element of the call an error is about. `input.quantities.3.quantity` */
function indexOf({ field }: UserError): number | undefined {
	const at = (field ?? []).indexOf('quantities');
	const index = at < 0 ? undefined : Number(field?.[at + 1]);
	return index !== undefined && Number.isInteger(index) ? index : undefined;
}

type Read = (targets: readonly Target[]) => Promise<readonly (Target | StockWritten)[]>;

/**
 * Quantities in one call, and what was refused of them told one by one: a call is taken as a whole or not at all, so that the
 * others go again without the one that stood in their way. Of a lost answer the same call with the same key tells what became of it.
 */
export class QuantityCalls {
	/** Whether anything may have reached the shop. */
	hasSent = false;

	constructor(
		private readonly client: ShopifyClient,
		/** Reads anew what stands there. */
		private readonly read: Read,
	) {}

	async write(targets: readonly Target[], stale = 0): Promise<readonly StockWritten[]> {
		if (targets.length === 0) return [];
		let errors: readonly UserError[];
		try {
			errors = await this.send(targets);
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
			this.hasSent = true;
			return targets.map(({ level }) => as(level, 'unknown'));
		}
		this.hasSent = true;
		if (errors.length === 0) return targets.map(({ level }) => as(level, 'taken'));
		if (errors.some(({ code }) => code === STALE)) return await this.anew(targets, stale);
		return await this.withoutRefused(targets, errors, stale);
	}

	private async anew(targets: readonly Target[], stale: number): Promise<readonly StockWritten[]> {
		if (stale >= MOST_STALE) return targets.map(({ level }) => as(level, 'notSent'));
		const found = await this.read(targets);
		const told = found.filter((one): one is StockWritten => !('itemId' in one));
		return [
			...told,
			...(await this.write(
				found.filter((one): one is Target => 'itemId' in one),
				stale + 1,
			)),
		];
	}

	private async withoutRefused(targets: readonly Target[], errors: readonly UserError[], stale: number): Promise<readonly StockWritten[]> {
		const named = new Map(
			errors.flatMap((error) => (indexOf(error) === undefined ? [] : [[indexOf(error), safeCode(error.code)] as const])),
		);
		const refused = targets.flatMap((target, index) =>
			named.has(index) ? [refuse(target.level, 'stockRefused', named.get(index) ?? '')] : [],
		);
		const others = targets.filter((_, index) => !named.has(index));
		if (refused.length > 0) return [...refused, ...(await this.write(others, stale))];
		const [only] = targets;
		if (targets.length === 1 && only !== undefined) return [refuse(only.level, 'stockRefused', safeCode(errors[0]?.code) ?? '')];
		const middle = Math.ceil(targets.length / 2);
		return [...(await this.write(targets.slice(0, middle), stale)), ...(await this.write(targets.slice(middle), stale))];
	}

	private async send(targets: readonly Target[]): Promise<readonly UserError[]> {
		const input = {
			name: 'available',
			reason: 'correction',
			quantities: targets.map(({ itemId, locationId, quantity, was }) => ({
				inventoryItemId: gid('InventoryItem', itemId),
				locationId: gid('Location', locationId),
				quantity,
				changeFromQuantity: was,
			})),
		};
		const key = randomUUID();
		for (let attempt = 1; ; attempt += 1) {
			try {
				const { inventorySetQuantities } = await this.client.mutate(SET_QUANTITIES, { input, key });
				const { userErrors } = inventorySetQuantities;
				if (!userErrors.some(({ code }) => code === UNDER_WAY) || attempt >= MOST_ATTEMPTS) return userErrors;
			} catch (error) {
				if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome' || attempt >= MOST_ATTEMPTS) throw error;
				this.hasSent = true;
			}
			if (!(await this.client.wait(FIRST_BACKOFF_MS * attempt))) throw stillUnknown();
		}
	}
}

const stillUnknown = (): PlatformError =>
	new PlatformError('There was no time to ask what became of the quantities', {
		platform: 'shopify',
		kind: 'unknownOutcome',
		operation: 'InventorySetQuantities',
		advice: 'Nothing to do: they are read again by the next run.',
	});
