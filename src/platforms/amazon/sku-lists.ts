import { PlatformError, type FailureKind } from '../../domain/platform-error';

/** Amazon refuses a whole list for one SKU in it. */
const OF_ONE_SKU: readonly FailureKind[] = ['rejected', 'notFound'];
/** So many SKUs refused, and none that was not: it is not the SKUs. */
const REFUSES_ALL = 2;

/** Portions of one call each. A SKU with a comma cannot stand in Amazon's comma-separated list and goes alone. */
function portions(skus: readonly string[], most: number): string[][] {
	const listed = skus.filter((sku) => !sku.includes(','));
	const calls = Array.from({ length: Math.ceil(listed.length / most) }, (_, index) => listed.slice(index * most, (index + 1) * most));
	return [...calls, ...skus.filter((sku) => sku.includes(',')).map((sku) => [sku])];
}

/**
 * Asks for all of them, at most `most` a call. A list that is refused is asked for in halves, down to the SKU at fault: those
 * come back, each with its refusal. Throws where everything is refused, and what says nothing of a single SKU.
 */
export async function askForAll(
	skus: readonly string[],
	most: number,
	ask: (portion: readonly string[]) => Promise<void>,
): Promise<ReadonlyMap<string, PlatformError>> {
	const refused = new Map<string, PlatformError>();
	let answered = false;

	const askOrHalve = async (portion: readonly string[]): Promise<void> => {
		try {
			await ask(portion);
			answered = true;
		} catch (error) {
			if (!(error instanceof PlatformError) || !OF_ONE_SKU.includes(error.details.kind)) throw error;
			const [first = ''] = portion;
			if (portion.length > 1) {
				const half = Math.ceil(portion.length / 2);
				for (const part of [portion.slice(0, half), portion.slice(half)]) await askOrHalve(part);
				return;
			}
			refused.set(first, error);
			if (!answered && refused.size >= REFUSES_ALL) throw error;
		}
	};

	for (const portion of portions(skus, most)) await askOrHalve(portion);
	const [refusal] = refused.values();
	if (refusal !== undefined && !answered) throw refusal;
	return refused;
}
