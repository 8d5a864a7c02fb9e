import { z } from 'zod';
import { integer, reader, text } from './fields';
import { isRecord, listIn } from './php';

const elements = z
	.unknown()
	.optional()
	.transform((value): readonly unknown[] => listIn(value) ?? []);

const batch = z
	.unknown()
	.transform((value) => (isRecord(value) ? value : {}))
	.pipe(z.object({ create: elements, update: elements }));

/** One element per thing that was sent, in its order; none where the answer is something else. */
export const readBatch = reader('batch', batch);

const named = z.object({ id: integer, status: text.refine((status) => status !== '') });

/** Which of the elements are orders in which status. */
export const readReached = (all: readonly unknown[]): ReadonlyMap<number, string> =>
	new Map(
		all.flatMap((element) => {
			const { data } = named.safeParse(element);
			return data === undefined ? [] : [[data.id, data.status] as const];
		}),
	);
