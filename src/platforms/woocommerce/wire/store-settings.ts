import { z } from 'zod';
import { reader, recordsListed, text } from './fields';

const settings = recordsListed(z.object({ id: text, value: text })).transform((all) => new Map(all.map(({ id, value }) => [id, value])));

/** `settings/<group>` as id → value. */
export const readSettings = reader('settings', settings);

/** A status that orders may have: what they are counted under. */
export const readStatus = reader('status', z.object({ slug: text.refine((slug) => slug !== ''), name: text }));

const systemStatus = z.object({ environment: z.object({ version: text }) });

/** The version of WooCommerce, where the system status tells it. */
export const versionIn = (body: unknown): string | undefined => systemStatus.safeParse(body).data?.environment.version || undefined;
