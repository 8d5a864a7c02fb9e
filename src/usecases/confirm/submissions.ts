import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { iso } from '../../domain/time';
import type { ChannelParcel, ParcelTold } from '../../ports/channel-shipments';
import type { ParcelRow } from '../../ports/database';
import type { ConfirmDeps } from './deps';
import { unitsOnly } from './proof';

/** Asks for the fate of all parcels that were handed in, whoever did it, and notes it. What cannot be asked now is asked next time. */
export async function settleSubmissions({ shipments, database }: ConfirmDeps): Promise<void> {
	const channel = accountKey(shipments.account);
	for (const { submission, parcels } of await database.shipments.submitted(channel)) {
		try {
			const progress = await shipments.checkParcels(submission, parcels.map(asTold));
			if (progress.state === 'underWay') continue;
			const rows = parcels.map((row, index) =>
				progress.state === 'done' ? fateOf(row, progress.told[index], database.now()) : failed(row, progress.nothingDone),
			);
			await database.shipments.settleParcels(channel, submission, rows, database.now());
		} catch (error) {
			if (!(error instanceof PlatformError) || (error.concernsAll && error.details.kind !== 'rateLimited')) throw error;
		}
	}
}

/** Its number is not kept, and nobody needs it for asking. */
const asTold = ({ orderId, marketplace, reference, shippedAt, lines }: ParcelRow): ChannelParcel => ({
	orderId,
	marketplace,
	reference: String(reference),
	shippedAt,
	lines: unitsOnly(lines),
});

function fateOf(row: ParcelRow, told: ParcelTold | undefined, now: number): ParcelRow {
	switch (told?.outcome) {
		case 'taken':
			return { ...row, state: 'taken', toldAt: iso(now) };
		case 'refused':
			return { ...row, state: 'refused' };
		case 'notSent':
			return failed(row, true);
		case 'submitted':
		case 'unknown':
		case undefined:
			return { ...row, state: 'planned' };
	}
}

/** What did nothing is told again; of the rest only the order tells. */
function failed(row: ParcelRow, nothingDone: boolean): ParcelRow {
	const { submission: _submission, place: _place, toldAt, ...rest } = row;
	return { ...rest, state: 'planned', ...(nothingDone || toldAt === undefined ? { attempts: 0 } : { toldAt }) };
}
