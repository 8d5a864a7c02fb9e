import type { OrderId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import type { HandedRow } from '../../ports/database';
import type { UnreadableOrder } from '../../ports/order-source';
import type { TriggerKind } from './kind';

export interface ReadAgain<Reading> {
	readonly readings: ReadonlyMap<OrderId, Reading>;
	readonly unreadable: readonly UnreadableOrder[];
	/** Orders that are done with: unknown to the platform, or noted as unreadable. */
	readonly gone: ReadonlySet<OrderId>;
	readonly stopped?: PlatformError;
}

interface Found<Reading> {
	readonly readings: Map<OrderId, Reading>;
	readonly unreadable: UnreadableOrder[];
	readonly gone: Set<OrderId>;
}

/** Reads orders anew, many at once where that is cheaper. What cannot be read now is read at a later poll. */
export async function readAgain<Reading, Settings>(
	kind: TriggerKind<Reading, Settings>,
	rows: readonly HandedRow[],
	settings: Settings,
	hasTime: () => boolean,
): Promise<ReadAgain<Reading>> {
	const found: Found<Reading> = { readings: new Map(), unreadable: [], gone: new Set() };
	if (rows.length === 0) return found;
	try {
		const wanted = new Set(rows.map((row) => row.orderId));
		for await (const reading of kind.readTogether?.(rows, settings) ?? []) {
			const { id } = kind.refOf(reading);
			if (wanted.has(id)) found.readings.set(id, reading);
			if (found.readings.size === wanted.size) break;
		}
		await readSingly(kind, rows, settings, found, hasTime);
		return found;
	} catch (error) {
		if (error instanceof PlatformError) return { ...found, stopped: error };
		throw error;
	}
}

async function readSingly<Reading, Settings>(
	kind: TriggerKind<Reading, Settings>,
	rows: readonly HandedRow[],
	settings: Settings,
	found: Found<Reading>,
	hasTime: () => boolean,
): Promise<void> {
	for (const { orderId } of rows) {
		if (!hasTime()) return;
		if (found.readings.has(orderId) || found.gone.has(orderId)) continue;
		try {
			const reading = await kind.get(orderId, settings);
			if (reading !== undefined) found.readings.set(orderId, reading);
			else {
				found.gone.add(orderId);
				// A sale that waits for it would wait for ever.
				if (rows.some((row) => row.orderId === orderId && row.kind === 'retry'))
					found.unreadable.push({ orderId, text: 'the platform does not have it any more' });
			}
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'contract') throw error;
			found.unreadable.push({ orderId, text: error.message });
			found.gone.add(orderId);
		}
	}
}
