import { randomUUID } from 'node:crypto';
import { PlatformError } from '../../../domain/platform-error';
import { refuse, writtenAs } from '../../../domain/stock/written';
import type { ShopifyClient } from '../client';
import { FIRST_BACKOFF_MS } from '../constants';
import { safeCode } from '../errors';
import { gid, type UserError } from '../wire/fields';
import { SET_QUANTITIES } from '../wire/stock';
import type { Outcomes } from './outcomes';
import type { Target } from './targets';

/** Somebody sold in that moment: read anew and tried again, but not for ever. */
const MOST_STALE = 3;
const MOST_ATTEMPTS = 3;
/** A call of the same key is still at it. */
const UNDER_WAY = 'IDEMPOTENCY_CONCURRENT_REQUEST';
/** The call of this key whose answer was lost was refused: what for, only one of another key tells. */
const FAILED = 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED';
const STALE = 'CHANGE_FROM_QUANTITY_STALE';

const has = (errors: readonly UserError[], code: string): boolean => errors.some((error) => error.code === code);

/** Which element of the call an error is about. `input.quantities.3.quantity` */
function indexOf({ field }: UserError): number | undefined {
	const at = (field ?? []).indexOf('quantities');
	const index = at < 0 ? undefined : Number(field?.[at + 1]);
	return index !== undefined && Number.isInteger(index) ? index : undefined;
}

/** Reads anew what stands there; what can be told without writing is noted. */
type Read = (targets: readonly Target[]) => Promise<readonly Target[]>;

/**
 * Quantities in one call, and what was refused of them told one by one: a call is taken as a whole or not at all, so that the
 * others go again without the one that stood in their way. Of a lost answer the same call with the same key tells what became of it.
 */
export class QuantityCalls {
	constructor(
		private readonly client: ShopifyClient,
		private readonly outcomes: Outcomes,
		private readonly read: Read,
	) {}

	async write(targets: readonly Target[], stale = 0): Promise<void> {
		if (targets.length === 0) return;
		let errors: readonly UserError[];
		try {
			errors = await this.send(targets);
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
			this.outcomes.hasSent = true;
			this.note(targets, 'unknown');
			return;
		}
		this.outcomes.hasSent = true;
		if (errors.length === 0) this.note(targets, 'taken');
		else if (!has(errors, STALE)) await this.withoutRefused(targets, errors, stale);
		else if (stale < MOST_STALE) await this.write(await this.read(targets), stale + 1);
		else await this.withoutStale(targets, errors, stale);
	}

	private note(targets: readonly Target[], outcome: 'taken' | 'unknown' | 'notSent'): void {
		for (const { level, tooMuch } of targets)
			this.outcomes.note(level, outcome === 'taken' && tooMuch !== undefined ? tooMuch : writtenAs(level, outcome));
	}

	/** What is sold all the time keeps the others of its call from nothing. */
	private async withoutStale(targets: readonly Target[], errors: readonly UserError[], stale: number): Promise<void> {
		const named = new Set(errors.filter(({ code }) => code === STALE).map(indexOf));
		const isNamed = (_: Target, index: number): boolean => named.has(index) || named.has(undefined);
		this.note(targets.filter(isNamed), 'notSent');
		await this.write(
			targets.filter((target, index) => !isNamed(target, index)),
			stale,
		);
	}

	private async withoutRefused(targets: readonly Target[], errors: readonly UserError[], stale: number): Promise<void> {
		const named = new Map(
			errors.flatMap((error) => (indexOf(error) === undefined ? [] : [[indexOf(error), safeCode(error.code)] as const])),
		);
		const refuseOne = ({ level }: Target, code: string | undefined): void => {
			this.outcomes.note(level, refuse(level, 'stockRefused', code ?? ''));
		};
		const others = targets.filter((_, index) => !named.has(index));
		for (const [index, target] of targets.entries()) if (named.has(index)) refuseOne(target, named.get(index));
		if (others.length < targets.length) {
			await this.write(others, stale);
			return;
		}
		const [only] = targets;
		if (targets.length === 1 && only !== undefined) {
			refuseOne(only, safeCode(errors[0]?.code));
			return;
		}
		const middle = Math.ceil(targets.length / 2);
		await this.write(targets.slice(0, middle), stale);
		await this.write(targets.slice(middle), stale);
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
		let key = randomUUID();
		let isLost = false;
		for (let attempt = 1; ; attempt += 1) {
			try {
				const { inventorySetQuantities } = await this.client.mutate(SET_QUANTITIES, { input, key });
				const { userErrors } = inventorySetQuantities;
				const hasFailed = has(userErrors, FAILED);
				if (!hasFailed && !has(userErrors, UNDER_WAY)) return userErrors;
				if (attempt >= MOST_ATTEMPTS) throw stillUnknown();
				if (hasFailed) {
					key = randomUUID();
					isLost = false;
				}
			} catch (error) {
				if (!(error instanceof PlatformError)) throw error;
				// That this one was not begun says nothing of the one before it.
				if (error.details.kind !== 'unknownOutcome') throw isLost ? stillUnknown() : error;
				if (attempt >= MOST_ATTEMPTS) throw error;
				isLost = true;
				this.outcomes.hasSent = true;
			}
			if (!(await this.client.wait(FIRST_BACKOFF_MS * attempt))) throw stillUnknown();
		}
	}
}

const stillUnknown = (): PlatformError =>
	new PlatformError('It could not be asked what became of the quantities', {
		platform: 'shopify',
		kind: 'unknownOutcome',
		operation: 'InventorySetQuantities',
		advice: 'Nothing to do: they are read again by the next run.',
	});
