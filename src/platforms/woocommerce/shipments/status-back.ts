import type { ShippingStage, StatusesBack } from '../../../ports/shipment-sink';
import { STATUS } from '../constants';
import { isCompletable } from '../order-status';

const STAGES: readonly ShippingStage[] = ['partlyShipped', 'shipped', 'delivered'];

/** People copy statuses from the database, where they have a prefix. */
export const plainStatus = (status: string): string => status.replace(/^wc-/, '');

const plain = (status: string | undefined): string | undefined => (status === undefined ? undefined : plainStatus(status));

/**
 * The status that an order at this stage gets; undefined where it keeps its own: it has it, or a later one of those that were
 * chosen, or it is closed, or it waits for something else.
 */
export function nextStatus(status: string, stage: ShippingStage, statuses: StatusesBack): string | undefined {
	const chosen = STAGES.map((one) => plain(statuses[one]));
	const to = STAGES.indexOf(stage === 'delivered' && statuses.delivered === undefined ? 'shipped' : stage);
	const target = chosen[to];
	const at = chosen.lastIndexOf(status);
	if (target === undefined || target === status || at >= to) return undefined;
	return at >= 0 || isCompletable(status) ? target : undefined;
}

/**
 * Whether any stage would change it. Without a parcel that is news it is moved on from a status that it was given here, or from
 * where it began: whoever has chosen another one since (a return, a dispute) keeps it.
 */
export const mayMove = (status: string, statuses: StatusesBack, isNews: boolean): boolean =>
	(isNews || status === STATUS.processing || STAGES.some((stage) => plain(statuses[stage]) === status)) &&
	STAGES.some((stage) => nextStatus(status, stage, statuses) !== undefined);

/** Whether it has the status of an order of which all has left. */
export const isDone = (status: string, { shipped, delivered }: StatusesBack): boolean =>
	status === plain(shipped) || status === plain(delivered);
