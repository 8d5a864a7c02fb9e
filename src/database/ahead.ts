import { iso, type IsoTime } from '../domain/time';

/**
 * A clock that was ahead for a while, and was set right, leaves times behind that lie in the future. None of them may
 * keep anything waiting until they have come. Clocks of several processes differ by less than this.
 */
const SKEW_MS = 60_000;
const LONGEST_MS = 2 * 60 * 60_000;

/** Later than this nothing can have been noted up to now. */
export const latestNoted = (now: number): IsoTime => iso(now + SKEW_MS);

/** Later than this no lease ends that somebody took up to now, and no event of an inbox comes due: all are far shorter. */
export const latestLease = (now: number): IsoTime => iso(now + LONGEST_MS);

/** A time that was noted once; now at the latest. */
export const notedBy = (time: IsoTime, now: number): IsoTime => (time > iso(now) ? iso(now) : time);
