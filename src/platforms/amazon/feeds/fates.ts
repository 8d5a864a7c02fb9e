import { breathe } from '../../../domain/breathe';

/** A report, whatever its form. */
export interface FeedReport<Fault> {
	readonly processed: number;
	readonly successful: number;
	/** `message`: the place of the message among those of the feed; `feed`: it is about the feed as a whole. Without: nobody can tell. */
	readonly faults: readonly { readonly about: number | 'feed' | undefined; readonly fault: Fault }[];
	/** The feed held other messages than those that are asked for: its counts say nothing of them. */
	readonly others?: boolean;
}

export type Fate<Fault> = 'taken' | 'unknown' | { readonly refused: readonly Fault[] };

/**
 * What became of each message. One is only said to be taken where the counts leave no other: a report may name fewer faults than it
 * counts.
 */
export async function fatesOf<Fault>(report: FeedReport<Fault>, messages: number): Promise<readonly Fate<Fault>[]> {
	const { processed, successful, others = false } = report;
	const faults = new Map<number, Fault[]>();
	const ofAll: Fault[] = [];
	let unplaced = 0;
	for (const { about, fault } of report.faults) {
		await breathe();
		if (about === 'feed') ofAll.push(fault);
		else if (about === undefined) unplaced += 1;
		else faults.set(about, [...(faults.get(about) ?? []), fault]);
	}
	// The file as a whole was refused: it counts nothing then.
	const refusedWhole = successful === 0 && processed === 0 && ofAll.length > 0;
	const clear = !others && unplaced === 0 && processed > 0 && successful >= messages - faults.size && ofAll.length === 0;
	return Array.from({ length: messages }, (_, at): Fate<Fault> => {
		const own = faults.get(at);
		if (own !== undefined) return { refused: own };
		if (refusedWhole) return { refused: ofAll };
		return clear ? 'taken' : 'unknown';
	});
}
