import type { OrderId } from '../../domain/ids';
import { PlatformError } from '../../domain/platform-error';
import type { HandedRow } from '../../ports/database';
import type { TriggerKind } from './kind';

/**
 * Why one order could not be read, while others can. `gone`: the platform does not show it. `odd`: what it shows cannot be
 * read. `failing`: it did not show it this time.
 */
export type NotRead = { readonly kind: 'gone' } | { readonly kind: 'odd' | 'failing'; readonly why: string };

export interface ReadAgain<Reading> {
	readonly readings: ReadonlyMap<OrderId, Reading>;
	/** What is in neither could not be tried this time. */
	readonly notRead: ReadonlyMap<OrderId, NotRead>;
	/** The platform did answer, whatever it said. */
	readonly answered: boolean;
	/** What concerns all orders: keys, rights, quota, a platform that is out of reach. */
	readonly stopped?: PlatformError;
}

export interface HowToRead {
	readonly hasTime: () => boolean;
	/** Whether the platform has answered something a moment ago. */
	readonly answered: boolean;
}

/** Reads orders one by one. One that fails is in nobody's way, unless the fault is everybody's. */
export async function readEach<Reading>(
	rows: readonly HandedRow[],
	read: (row: HandedRow) => Promise<Reading | undefined>,
	{ hasTime, answered: answeredBefore }: HowToRead,
): Promise<ReadAgain<Reading>> {
	const readings = new Map<OrderId, Reading>();
	const notRead = new Map<OrderId, NotRead>();
	const silent = new Map<OrderId, PlatformError>();
	let answered = answeredBefore;
	const result = (stopped?: PlatformError): ReadAgain<Reading> => ({
		readings,
		notRead: stopped === undefined ? new Map([...notRead, ...[...silent].map(failing)]) : notRead,
		answered,
		...(stopped === undefined ? {} : { stopped }),
	});
	// What has failed before comes last.
	for (const row of rows.toSorted((one, other) => one.attempts - other.attempts)) {
		const { orderId } = row;
		if (!hasTime()) break;
		if (readings.has(orderId) || notRead.has(orderId) || silent.has(orderId)) continue;
		try {
			const reading = await read(row);
			answered = true;
			if (reading === undefined) notRead.set(orderId, { kind: 'gone' });
			else readings.set(orderId, reading);
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			if (error.concernsAll) return result(error);
			if (!error.passing) {
				answered = true;
				notRead.set(orderId, { kind: 'odd', why: error.message });
				continue;
			}
			silent.set(orderId, error);
			// Two in a row, and nothing that it ever answered: it is the platform.
			if (!answered && silent.size > 1) return result(error);
		}
	}
	const [first] = silent.values();
	// It answers other questions perhaps, but these to nobody.
	const alone = readings.size + notRead.size === 0 && silent.size > 1;
	return answered && !alone ? result() : result(first);
}

const failing = ([orderId, { message }]: readonly [OrderId, PlatformError]): readonly [OrderId, NotRead] => [
	orderId,
	{ kind: 'failing', why: message },
];

/** Reads orders anew, many at once where that is cheaper. */
export async function readAgain<Reading, Settings>(
	kind: TriggerKind<Reading, Settings, unknown>,
	rows: readonly HandedRow[],
	settings: Settings,
	how: HowToRead,
): Promise<ReadAgain<Reading>> {
	const together = new Map<OrderId, Reading>();
	if (rows.length === 0) return { readings: together, notRead: new Map(), answered: how.answered };
	try {
		const wanted = new Set(rows.map((row) => row.orderId));
		for await (const reading of kind.readTogether?.(rows, settings) ?? []) {
			const { id } = kind.refOf(reading);
			if (wanted.has(id)) together.set(id, reading);
			if (together.size === wanted.size) break;
		}
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		if (error.concernsAll) return { readings: together, notRead: new Map(), answered: how.answered, stopped: error };
	}
	const left = rows.filter(({ orderId }) => !together.has(orderId));
	const singly = await readEach(left, async ({ orderId }) => await kind.get(orderId, settings), {
		...how,
		answered: how.answered || together.size > 0,
	});
	return { ...singly, readings: new Map([...together, ...singly.readings]) };
}
