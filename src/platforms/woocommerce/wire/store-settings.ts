import { z } from 'zod';
import { reader, recordList, text } from './fields';

const settings = recordList(z.object({ id: text, value: text })).transform((all) => new Map(all.map(({ id, value }) => [id, value])));

/** `settings/<group>` as id → value. */
export const readSettings = reader('settings', settings);

const shown = z.unknown().optional().transform(String);

/** The statuses that an order may have: what they are counted under. */
export const readStatuses = reader('statuses', recordList(z.object({ slug: shown, name: shown })));

const systemStatus = z.object({ environment: z.object({ version: z.string() }) });

/** The version of WooCommerce, where the system status tells it. */
export const versionIn = (body: unknown): string | undefined => systemStatus.safeParse(body).data?.environment.version;
