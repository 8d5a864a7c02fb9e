import { PlatformError } from '../../../domain/platform-error';

/** What concerns every order, whichever was asked for. */
const OF_ALL: ReadonlySet<string> = new Set(['credential', 'configuration', 'rateLimited']);
/** So many in a row that Amazon does not answer for are not their own fault. */
const MOST_IN_A_ROW = 3;

/** Whether a failure may be that of one record alone: Amazon answers 403, 404 and 500 for some orders of other programs while all others can be read. */
export const isOfOne = (fault: unknown): fault is PlatformError => fault instanceof PlatformError && !OF_ALL.has(fault.details.kind);

/**
 * Reads records one after the other. What fails for one is given to `failed`, and the next one is read; a platform that
 * answers for none of several in a row is out of reach, and its failure is thrown.
 */
export async function readEach<Id>(
	ids: readonly Id[],
	read: (id: Id) => Promise<void>,
	failed: (id: Id, fault: PlatformError) => void,
): Promise<void> {
	const waiting: { readonly id: Id; readonly fault: PlatformError }[] = [];
	const settle = (): void => {
		for (const { id, fault } of waiting.splice(0)) failed(id, fault);
	};
	for (const id of ids) {
		try {
			await read(id);
			settle();
		} catch (fault) {
			if (!isOfOne(fault)) throw fault;
			if (!fault.passing) failed(id, fault);
			else waiting.push({ id, fault });
			if (waiting.length >= MOST_IN_A_ROW) throw fault;
		}
	}
	settle();
}
