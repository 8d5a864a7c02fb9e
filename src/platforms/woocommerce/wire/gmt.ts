import { z } from 'zod';
import type { IsoTime } from '../../../domain/time';
import { isRecord, textOf } from './php';

/** `2026-11-21T16:18:23`: the server takes GMT only without a zone, and would shift one with a `Z`. */
export const naiveGmt = (time: number): string => new Date(time).toISOString().slice(0, 19);

const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * A time of the store. It carries no zone as a rule; PHP's own dates are objects. Undefined for an empty one and for what
 * WordPress makes of the zero date (`0000-00-00 …`, `-0001-11-30T…`).
 */
export function gmtIn(value: unknown): IsoTime | undefined {
	const text = isRecord(value) ? textOf(value['date']) + zoneOf(textOf(value['timezone'])) : textOf(value);
	const [, day, hour, zone = 'Z'] = MOMENT.exec(text.slice(0, 60)) ?? [];
	if (day === undefined || hour === undefined) return undefined;
	const time = Date.parse(`${day}T${hour}${zone}`);
	return time > 0 ? new Date(time).toISOString() : undefined;
}

/** A name is none that is reckoned with here. */
const zoneOf = (zone: string): string => (zone === 'UTC' || zone === 'Z' ? 'Z' : /^[+-]\d\d:?\d\d$/.test(zone) ? zone : '?');

/** The `*_gmt` fields of answers. */
export const gmt = z.unknown().optional().transform(gmtIn);
