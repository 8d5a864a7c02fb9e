import { z } from 'zod';
import { reader, recordList, text } from './fields';

const settings = recordList(z.object({ id: text, value: text })).transform((all) => new Map(all.map(({ id, value }) => [id, value])));

/** `settings/<group>` as id → value. */
export const readSettings = reader('settings', settings);

/** The statuses that an order may have: what they are counted under. */
export const readStatuses = reader(
	'statuses',
	recordList(z.object({ slug: text, name: text })).transform((all) => all.filter(({ slug }) => slug !== '')),
);

const systemStatus = z.object({ environment: z.object({ version: z.string() }) });

/** The version of WooCommerce, where the system status tells it. */
export const versionIn = (body: unknown): string | undefined => systemStatus.safeParse(body).data?.environment.version;
