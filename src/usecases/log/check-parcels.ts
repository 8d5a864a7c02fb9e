import { accountKey } from '../../domain/account';
import type { IsoTime } from '../../domain/time';
import type { ClaimKey, Database } from '../../ports/database';
import type { ShipmentSink } from '../../ports/shipment-sink';
import { isToldAnew, sendingsOfSale, tellAgain, type TellAgainDeps } from '../fulfill/tell-again';
import { partsDone, reopen } from '../once';
import { orderOfSale } from '../sales/order-of-sale';
import { listSales } from './list-sales';
import { isTaken, TAKEN, type CheckedSale, type TakenSale } from './taken-sales';

interface ParcelCheckDeps extends TellAgainDeps {
	readonly sink: Pick<ShipmentSink, 'account' | 'lostParcels'>;
	readonly database: TellAgainDeps['database'] & Pick<Database, 'sales'>;
}

interface ToldSale {
	readonly sale: TakenSale;
	/** By their claims. */
	readonly parcels: readonly ClaimKey[];
	/** They were missed before, and nobody has told them since. */
	readonly isDue: boolean;
}

/**
 * Asks the store whether it still knows of the parcels that it was told of since then, of its own orders. Those that it lost
 * (it was restored from a backup) are shown once more by the next look at the warehouse, and written again. Nothing in the
 * store changes. Answers the orders that lost one; all others are as they were.
 */
export async function checkParcels(deps: ParcelCheckDeps, since: IsoTime): Promise<readonly CheckedSale[]> {
	const told = await toldSales(deps, since);
	const missing = await deps.sink.lostParcels(
		told.map(({ sale, parcels }) => ({ order: orderOfSale(sale), parcels: parcels.flatMap(({ part }) => part ?? []) })),
	);
	const lost = told.map(({ parcels }, index) => parcels.filter(({ part }) => missing[index]?.includes(part ?? '') === true));
	const sales = told.flatMap(({ sale, isDue }, index) => (isDue || (lost[index]?.length ?? 0) > 0 ? [sale] : []));
	await tellAgain(deps, sales);
	// Two that write them again are to find each other.
	await reopen(
		deps,
		lost.flat().map((key) => ({ key, result: key.part ?? '' })),
		0,
	);
	return sales.map((sale) => ({ sale, found: 'parcelsLost' }));
}

/** Sales of the store of which a parcel has left. */
async function toldSales(deps: ParcelCheckDeps, updatedSince: IsoTime): Promise<readonly ToldSale[]> {
	const store = accountKey(deps.sink.account);
	const told: ToldSale[] = [];
	for await (const sale of listSales(deps.database, { account: store, states: TAKEN, updatedSince })) {
		if (sale.source !== store || !sale.frozen || !isTaken(sale)) continue;
		const key = { at: store, order: orderOfSale(sale), effect: 'parcel' } as const;
		const parcels = (await partsDone(deps, key)).map((part): ClaimKey => ({ ...key, part }));
		const isDue = (await sendingsOfSale(deps, sale)).some(isToldAnew);
		if (isDue || parcels.length > 0) told.push({ sale, parcels, isDue });
	}
	return told;
}
