import { writtenAs } from '../../../domain/stock/written';
import type { StockWrite, StockWritten } from '../../../ports/stock-sink';

/** What became of each quantity of a run, as it becomes known: what breaks off later takes nothing of it back. */
export class Outcomes {
	/** Whether anything may have reached the shop. */
	hasSent = false;
	private readonly known = new Map<StockWrite, StockWritten>();

	note(level: StockWrite, written: StockWritten): void {
		this.known.set(level, written);
	}

	/** Of each of these; one of which nothing is known surely was not sent. */
	of(levels: readonly StockWrite[]): readonly StockWritten[] {
		return levels.map((level) => this.known.get(level) ?? writtenAs(level, 'notSent'));
	}
}
