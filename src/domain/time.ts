import { z } from 'zod';

/** ISO 8601 in UTC with milliseconds, "2026-11-21T16:18:23.827Z". Sorts as text. */
export const isoTimeSchema = z.iso.datetime({ error: 'is not a time like 2026-11-21T16:18:23.827Z' });
export type IsoTime = z.infer<typeof isoTimeSchema>;

/** @param ms since 1970 (UTC) */
export const iso = (ms: number): IsoTime => new Date(ms).toISOString();

export const earlier = (time: IsoTime, ms: number): IsoTime => iso(Date.parse(time) - ms);
