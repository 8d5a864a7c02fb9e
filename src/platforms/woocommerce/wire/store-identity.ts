import { z } from 'zod';
import { integer, optionalText, reader, recordList, text } from './fields';

const MOST_CHARACTERS = 64;

/** Ours are UUIDs, as the store's own is; whatever else a plugin puts there has to be a plain word. */
const WORD = new RegExp(`^[\\w-]{8,${MOST_CHARACTERS}}$`);

const environment = z.object({ store_id: optionalText, home_url: optionalText, language: optionalText });
/** An emptied object is an empty list in PHP. */
const systemStatus = z.object({
	environment: z
		.unknown()
		.optional()
		.transform((value) => environment.safeParse(value).data ?? {}),
});

interface WireStoreIdentity {
	readonly storeId?: string;
	readonly home?: string;
	/** `es_ES`. */
	readonly locale?: string;
}

/** What `system_status` tells of who the store is, and in which language it is run; nothing where a plugin has taken it out. */
export function identityIn(body: unknown): WireStoreIdentity {
	const told: Partial<z.output<typeof environment>> = systemStatus.safeParse(body).data?.environment ?? {};
	const { store_id: storeId, home_url: home, language: locale } = told;
	return {
		...(storeId !== undefined && WORD.test(storeId) ? { storeId: storeId.toLowerCase() } : {}),
		...(home === undefined ? {} : { home }),
		...(locale === undefined ? {} : { locale }),
	};
}

const mark = z.object({ id: integer, name: text });

export const readMark = reader('webhook', mark);
export const readMarks = reader('webhooks', recordList(mark));
