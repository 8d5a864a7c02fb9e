import type { Clock } from '../../ports/clock';
import type { PlatformError } from '../../domain/platform-error';
import { PAGE_SIZE } from './constants';
import { isTimeOut, isTooMuch } from './whose-failure';

/** Each divides the one before it, so that a list can be read on in smaller pages wherever it stands. */
const SIZES = [PAGE_SIZE, 50, 25, 5, 1] as const;
/** A store that cannot do more than this is not to be asked one by one for long: after the odd record larger pages work again. */
const SMALL = 25;
/** Then a full page is tried again: servers are mended, and one may only have been busy. */
const REMEMBERED_MS = 60 * 60_000;

const smaller = (size: number): number | undefined => SIZES.find((one) => one < size);
const larger = (size: number): number => SIZES.findLast((one) => one > size) ?? PAGE_SIZE;

/** A place in a list. */
interface Place {
	readonly path: string;
	readonly offset: number;
	/** Asked for by the number of records before it, so that a page may begin anywhere. */
	readonly anywhere?: boolean;
	readonly clock: Clock;
}

/** Asks for one page. `gaveUp`: failures after which a smaller one is asked for. */
type Ask<T> = (size: number, page: number, gaveUp: (error: unknown) => boolean) => Promise<T>;

interface Fitting<T> {
	readonly answer: T;
	readonly size: number;
	readonly page: number;
}

/** The store breaks at the record at this place, asked for alone. */
export interface OddRecord {
	readonly odd: PlatformError;
}

/** How many records a page may have: servers run out of memory or time over a hundred orders with everything in them. */
export class PageSizes {
	private readonly limits = new Map<string, { readonly at: number; readonly size: number }>();

	/** Asks in smaller pages until one is answered, and remembers that. */
	async fitting<T>({ path, offset, anywhere = false, clock }: Place, ask: Ask<T>): Promise<Fitting<T> | OddRecord> {
		const list = path.replaceAll(/\d+/g, '#');
		const remember = (limit: number): void => void this.limits.set(list, { at: clock.now(), size: limit });
		const limit = this.limit(list, clock);
		let size: number = SIZES.find((one) => one <= limit && (anywhere || offset % one === 0)) ?? 1;
		for (let failures = 0; ; failures += 1) {
			const page = offset / size + 1;
			const next = smaller(size);
			try {
				const answer = await ask(size, page, (error) => next !== undefined && isTooMuch(error));
				if (failures > 0 || limit < SMALL) remember(size < SMALL ? larger(size) : size);
				return { answer, size, page };
			} catch (error) {
				if (!isTooMuch(error)) throw error;
				if (next === undefined) return { odd: error };
				// A second one may take longer than a poll is given: the next read begins with less.
				if (isTimeOut(error)) {
					remember(next);
					if (failures > 0) throw error;
				}
				size = next;
			}
		}
	}

	private limit(list: string, clock: Clock): number {
		const known = this.limits.get(list);
		const age = clock.now() - (known?.at ?? 0);
		return known !== undefined && age >= 0 && age < REMEMBERED_MS ? known.size : PAGE_SIZE;
	}
}
