import { iso } from '../../domain/time';
import type { FulfillDeps } from './deps';

/** Asks the warehouse for nothing: whether it lets us in at all. */
export async function reachWarehouse({ service, database }: Pick<FulfillDeps, 'service' | 'database'>): Promise<void> {
	const nobodys = async (): Promise<ReadonlySet<string>> => await Promise.resolve(new Set());
	for await (const page of service.changedSince(iso(database.now()), nobodys)) {
		void page;
		return;
	}
}
