import type { IsoTime } from '../../domain/time';
import type { Clock } from '../../ports/clock';
import type { Database, Owner } from '../../ports/database';
import type { StoreOrderSource } from '../../ports/store-orders';

export interface StoreCollectDeps {
	readonly source: StoreOrderSource;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
}

export const iso = (ms: number): IsoTime => new Date(ms).toISOString();
export const earlier = (time: IsoTime, ms: number): IsoTime => iso(Date.parse(time) - ms);
