import type { AccountKey, OrderId } from '../domain/ids';
import type { IsoTime } from '../domain/time';
import type { Forgotten, ParcelRow, SeenOrder, Shipments, SubmittedParcels } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { newerOrders, seenOrders, writeOrders } from './channel-orders';
import { parcelsOf, stillSubmitted, submittedOf, writeParcels } from './channel-parcels';
import type { Connection } from './connection';
import { forgetOldShipments } from './forget-shipments';

const AREA = ['shipment'];

export class SqlShipments implements Shipments {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async seen(channel: AccountKey, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, SeenOrder>> {
		const account = await this.accounts.known(channel);
		if (account === undefined || orderIds.length === 0) return new Map();
		return await this.connection.read(async (db) => await seenOrders(db, account, orderIds));
	}

	/** What is known already is seen before a lock is taken: a poll whose search shows nothing new costs no commit. */
	async noteSeen(channel: AccountKey, orders: readonly SeenOrder[]): Promise<void> {
		if (orders.length === 0) return;
		const account = await this.accounts.idOf(channel);
		const newer = await this.connection.read(async (db) => await newerOrders(db, account, orders));
		if (newer.length === 0) return;
		await this.connection.write(AREA, async (db) => {
			await writeOrders(db, account, newer);
		});
	}

	async parcels(channel: AccountKey, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, readonly ParcelRow[]>> {
		const account = await this.accounts.known(channel);
		if (account === undefined || orderIds.length === 0) return new Map();
		return await this.connection.read(async (db) => await parcelsOf(db, account, orderIds));
	}

	async noteParcels(channel: AccountKey, rows: readonly ParcelRow[], now: number): Promise<void> {
		if (rows.length === 0) return;
		const account = await this.accounts.idOf(channel);
		await this.connection.write(AREA, async (db) => {
			await writeParcels(db, account, rows, now);
		});
	}

	async settleParcels(channel: AccountKey, submission: string, rows: readonly ParcelRow[], now: number): Promise<void> {
		const account = await this.accounts.known(channel);
		if (account === undefined) return;
		await this.connection.write(AREA, async (db) => {
			await writeParcels(db, account, await stillSubmitted(db, account, submission, rows), now);
		});
	}

	async submitted(channel: AccountKey): Promise<readonly SubmittedParcels[]> {
		const account = await this.accounts.known(channel);
		return account === undefined ? [] : await this.connection.read(async (db) => await submittedOf(db, account));
	}

	async prune(ordersBefore: IsoTime, parcelsBefore: IsoTime): Promise<Forgotten> {
		return await this.connection.write(AREA, async (db) => await forgetOldShipments(db, ordersBefore, parcelsBefore));
	}
}
