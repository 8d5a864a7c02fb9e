import { reasonOf, type Reason } from '../../domain/reasons';
import { parseAccountKey } from '../../domain/account';
import type { Between, Database } from '../../ports/database';

/** What a person types who means it; the store's address is as good. */
const UNLINK_ALL = 'UNLINK ALL';

/** Which of these SKUs were linked, and are not any more. */
export async function unlinkProducts(
	database: Database,
	between: Between,
	skus: readonly string[],
	{ dryRun }: { readonly dryRun: boolean },
): Promise<ReadonlySet<string>> {
	const linked = await database.links.get(between, skus);
	if (!dryRun) await database.links.remove(between, [...linked.keys()]);
	return new Set(linked.keys());
}

/** All links of the two accounts, by hand or by rule: how many there were. */
export async function unlinkAll(
	database: Database,
	between: Between,
	{ confirmation, dryRun }: { readonly confirmation: string; readonly dryRun: boolean },
): Promise<number | Reason> {
	const store = parseAccountKey(between.store).id;
	if (!isMeant(confirmation, store)) return reasonOf('unlinkUnconfirmed', `Store ${store}`);
	if (!dryRun) return await database.links.removeAll(between);
	const { synchronised, gone } = await database.links.count(between);
	return synchronised + gone;
}

const isMeant = (confirmation: string, store: string): boolean => {
	const typed = confirmation.trim();
	const address = typed.toLowerCase().replace(/^https?:\/\/(www\.)?|\/+$/g, '');
	return typed === UNLINK_ALL || address === store.toLowerCase();
};
