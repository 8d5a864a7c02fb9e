import { accountsBattery } from './database/accounts-battery';
import { aheadBattery } from './database/ahead-battery';
import { claimsBattery } from './database/claims-battery';
import { claimsModel } from './database/claims-model';
import { dueSalesBattery } from './database/due-sales-battery';
import { forgettingBattery } from './database/forgetting-battery';
import { handOutsBattery } from './database/hand-outs-battery';
import { heartbeatBattery } from './database/heartbeat-battery';
import { identitiesBattery } from './database/identities-battery';
import { inboxBattery } from './database/inbox-battery';
import { inboxModel } from './database/inbox-model';
import { linksBattery } from './database/links-battery';
import { memoryBattery } from './database/memory-battery';
import { openingBattery } from './database/opening-battery';
import { ordersBattery } from './database/orders-battery';
import { processesBattery } from './database/processes-battery';
import { salesBattery } from './database/sales-battery';
import { shipmentsBattery } from './database/shipments-battery';
import { stockBattery } from './database/stock-battery';
import { streamsBattery } from './database/streams-battery';
import { triggersBattery } from './database/triggers-battery';
import { versionsBattery } from './database/versions-battery';
import type { FreshDatabase } from './database/under-test';

export interface BatteryOptions {
	/** Asks for `table_name` and `column_name` of all our columns. */
	readonly listColumns: string;
	/** How many random histories the models run. */
	readonly modelRuns: number;
}

/** What the port promises, for whatever database is behind it. */
export function databaseBattery(name: string, fresh: FreshDatabase, { listColumns, modelRuns }: BatteryOptions): void {
	describe(`${name}: claims`, () => {
		claimsBattery(fresh);
		claimsModel(fresh, modelRuns);
	});
	describe(`${name}: inbox`, () => {
		inboxBattery(fresh);
		handOutsBattery(fresh);
		versionsBattery(fresh);
		inboxModel(fresh, modelRuns);
	});
	describe(`${name}: streams`, () => {
		streamsBattery(fresh);
	});
	describe(`${name}: triggers`, () => {
		triggersBattery(fresh);
	});
	describe(`${name}: orders`, () => {
		ordersBattery(fresh);
	});
	describe(`${name}: accounts`, () => {
		accountsBattery(fresh, listColumns);
		identitiesBattery(fresh);
	});
	describe(`${name}: sales`, () => {
		salesBattery(fresh);
		dueSalesBattery(fresh);
	});
	describe(`${name}: shipments`, () => {
		shipmentsBattery(fresh);
	});
	describe(`${name}: stock`, () => {
		stockBattery(fresh);
	});
	describe(`${name}: links`, () => {
		linksBattery(fresh);
	});
	describe(`${name}: memory`, () => {
		memoryBattery(fresh);
	});
	describe(`${name}: forgetting`, () => {
		forgettingBattery(fresh);
	});
	describe(`${name}: a clock that was ahead`, () => {
		aheadBattery(fresh);
	});
	describe(`${name}: a process that lives or not`, () => {
		heartbeatBattery(fresh);
	});
	describe(`${name}: opening`, () => {
		openingBattery(fresh, listColumns);
	});
	describe(`${name}: processes`, () => {
		processesBattery(fresh);
	});
}
