import { z } from 'zod';
import type { IsoTime } from '../../../domain/time';

/** `2026-11-21T16:18:23`: the server takes GMT only without a zone, and would shift one with a `Z`. */
export const naiveGmt = (time: number): string => new Date(time).toISOString().slice(0, 19);

/** The `*_gmt` fields of answers carry no zone either. Undefined for an empty or unreadable one. */
export const gmt = z
	.unknown()
	.optional()
	.transform((value): IsoTime | undefined => {
		if (typeof value !== 'string' || value === '') return undefined;
		const time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
		return Number.isNaN(time) ? undefined : new Date(time).toISOString();
	});
