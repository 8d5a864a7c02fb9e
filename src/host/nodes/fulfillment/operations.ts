import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { orderId, type OrderId } from '../../../domain/ids';
import { reasonOf } from '../../../domain/reasons';
import type { Language } from '../../../domain/texts/language';
import { cancelFulfillment, releaseFulfillment, type ChangeOutcome } from '../../../usecases/fulfill/cancel-release';
import type { CalledOff } from '../../../usecases/fulfill/called-off';
import type { SendOutcome } from '../../../usecases/fulfill/deps';
import { previewOrders, sendOrders } from '../../../usecases/fulfill/send-orders';
import { fulfillmentUpdates, type FulfillmentUpdate } from '../../../usecases/fulfill/updates';
import { onOrders, operation, ordersOf, type Shown } from '../../action';
import { attentionOf, whyOf } from '../../items';
import type { FulfillConnected } from './deps';
import { readComment, readFulfillSettings } from './settings';
import { calledOffJson, updateJson } from './update-items';

type AnyOperation = ReturnType<typeof onOrders>;

/** Create and Preview. */
export function sending(context: IExecuteFunctions, deps: FulfillConnected, dry: boolean): AnyOperation {
	const settings = readFulfillSettings(context);
	const send = dry ? previewOrders : sendOrders;
	return onOrders({
		ours: { are: ordersOf(deps.source.account), has: ({ account }) => deps.isShop(account) },
		work: async (orders) => {
			const withComments = orders.map(({ input, order, ...rest }) => {
				const comment = readComment(context, input);
				// An item may be older than the store's address.
				const here = { ...rest, order: { ...order, account: deps.source.account } };
				return comment === undefined ? here : { ...here, comment };
			});
			return await send(deps, settings, withComments);
		},
		show: (outcome) =>
			outcome.kind === 'done'
				? { to: 'done', told: told(outcome, deps.language()), word: outcome.action }
				: { to: 'attention', told: told(outcome, deps.language()) },
		words: ['sent', 'unchanged', 'skipped', 'planned'],
	});
}

function told(outcome: SendOutcome, language: Language): IDataObject {
	const { kind, fulfillment, notSent, previews } = outcome;
	const mcf = {
		...(kind === 'done' ? { action: outcome.action } : {}),
		...(kind === 'done' && outcome.reason !== undefined ? { reason: whyOf(outcome.reason, language) } : {}),
		...fulfillment,
		...(notSent === undefined ? {} : { notSent }),
		...(previews === undefined ? {} : { previews }),
	};
	return { mcf: mcf as unknown as IDataObject, ...(kind === 'attention' ? { attention: attentionOf(outcome.reason, language) } : {}) };
}

/** Get Updates: once, however many items asked for it. */
export function updating(context: IExecuteFunctions, deps: FulfillConnected): AnyOperation {
	return operation({
		take: (_item, input) => input,
		work: async (inputs: readonly number[]): Promise<readonly (readonly (FulfillmentUpdate | CalledOff)[])[]> => {
			const { updates, calledOff, stopped, unasked } = await fulfillmentUpdates(deps);
			const isNothingToTell = updates.length === 0 && calledOff.length === 0;
			if (stopped !== undefined && isNothingToTell) throw stopped;
			// A shop that sleeps is asked next time; one that refuses everybody keeps cancelled orders from being stopped.
			if (unasked?.passing === false && isNothingToTell) throw unasked;
			if (unasked !== undefined) context.logger.warn(`Storebridge: cancelled orders were not looked for: ${unasked.message}`);
			if (stopped !== undefined) context.logger.warn(`Storebridge: the warehouse was read in part only: ${stopped.message}`);
			return inputs.map((_, index) => (index === 0 ? [...updates, ...calledOff] : []));
		},
		show: (updates) =>
			updates.flatMap((update): Shown[] => {
				if (!('shippedBy' in update)) return [{ to: 'attention', told: calledOffJson(update, deps.language()) }];
				const told = updateJson(update, deps.database.id, deps.language());
				return [
					...(update.toConfirm ? [{ to: 'done', told, word: 'to confirm' } as const] : []),
					...(update.attention === undefined ? [] : [{ to: 'attention', told } as const]),
				];
			}),
		words: ['to confirm'],
	});
}

/** What an expression gives that finds nothing. */
const NO_ID: readonly string[] = ['', 'undefined', 'null', 'NaN', '[object Object]'];

/** Cancel and Release. */
export function changing(context: IExecuteFunctions, deps: FulfillConnected, change: 'cancel' | 'release', dry: boolean): AnyOperation {
	const word = change === 'cancel' ? 'cancelled or skipped' : 'released or skipped';
	const work = change === 'cancel' ? cancelFulfillment : releaseFulfillment;
	return operation({
		take: (_item, input) => {
			const id = String(context.getNodeParameter('orderId', input, '') ?? '').trim();
			return NO_ID.includes(id) ? reasonOf('invalidOrder', `Item ${input + 1}`, '"Order ID" is empty') : orderId(id);
		},
		work: async (orderIds: readonly OrderId[]): Promise<readonly (ChangeOutcome | 'planned')[]> =>
			dry ? orderIds.map(() => 'planned' as const) : await work(deps, orderIds),
		show: (outcome, id) => {
			if (outcome === 'planned') return [{ to: 'done', told: { orderId: id, mcf: { action: 'planned' } }, word }];
			if (outcome.kind === 'attention')
				return [{ to: 'attention', told: { orderId: id, attention: attentionOf(outcome.reason, deps.language()) } }];
			const more = outcome.action === 'skipped' ? { reason: whyOf(outcome.reason, deps.language()) } : { ids: [...outcome.ids] };
			return [{ to: 'done', told: { orderId: id, mcf: { action: outcome.action, ...more } }, word }];
		},
		words: [word],
	});
}
