import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { newOwner } from '../../../database';
import { accountKey } from '../../../domain/account';
import type { Reason } from '../../../domain/reasons';
import { confirmOrders } from '../../../usecases/confirm/confirm-orders';
import type { ConfirmAction, ConfirmOutcome, ConfirmSettings } from '../../../usecases/confirm/deps';
import { operation, type ActionRun, type LoggedSale, type Operation } from '../../action';
import { systemClock } from '../../clock';
import { accountOf } from '../../connect';
import { attentionOf, readOrder, whyOf } from '../../items';
import { CHANNEL_TO_TELL } from '../../platforms/roles';
import { orderRef } from '../../../usecases/order-key';
import { isByHand, typedParcel } from './by-hand';
import { takeForChannel, typedForChannel, type TakenForChannel } from './channel-items';

const WORDS: Readonly<Record<ConfirmAction, string>> = {
	planned: 'would be confirmed',
	confirmed: 'confirmed',
	proven: 'proven',
	unchanged: 'unchanged',
	waiting: 'waiting',
	skipped: 'skipped',
};
const FOR_A_NUMBER = 'waiting for a number';

/** Tells a channel, whose orders the merchant ships. */
export async function tellingChannel(run: ActionRun): Promise<Operation<unknown, unknown>> {
	const { context, database, language } = run;
	const { account, channelShipments: shipments, orderSource: orders, isAlso } = await run.connect(CHANNEL_TO_TELL);
	const deps = { shipments, orders, database, clock: systemClock, owner: newOwner() };
	const settings = readSettings(run);
	const byHand = isByHand(context);
	return operation({
		take: (item, input): TakenForChannel | Reason => {
			if (!byHand) return takeForChannel(item, input, { account, isAlso });
			const typed = typedParcel(context, input);
			return 'code' in typed ? typed : { confirm: typedForChannel(typed) };
		},
		work: async (taken: readonly TakenForChannel[]) => {
			const outcomes = await confirmOrders(
				deps,
				settings,
				taken.flatMap((one) => ('confirm' in one ? [one.confirm] : [])),
			);
			hint(context, settings, taken, outcomes);
			let at = 0;
			return taken.map((one): ConfirmOutcome => {
				if ('skipped' in one) return { kind: 'confirmed', action: 'skipped', reason: one.skipped, parcels: [] };
				const outcome = outcomes[at];
				at += 1;
				if (outcome === undefined) throw new Error('An order was left without an outcome');
				return outcome;
			});
		},
		show: (outcome, taken) => {
			const parcels = outcome.parcels.map((parcel) => ({ ...parcel, lines: parcel.lines.map((line) => ({ ...line })) }));
			const channelOrder = 'confirm' in taken ? { orderId: taken.confirm.orderId } : {};
			if (outcome.kind === 'attention') {
				const confirmed = parcels.length === 0 ? {} : { confirmed: { action: 'attention', ...channelOrder, parcels } };
				return [{ to: 'attention', told: { attention: attentionOf(outcome.reason, language()), ...confirmed }, about: 'item' }];
			}
			const { action, reason: why } = outcome;
			const confirmed: IDataObject = {
				action,
				...channelOrder,
				...(why === undefined ? {} : { reason: whyOf(why, language()) }),
				parcels,
			};
			const word = why?.code === 'confirmationNoNumber' ? FOR_A_NUMBER : WORDS[action];
			return [{ to: 'done', told: { confirmed }, about: 'item', word }];
		},
		words: [...Object.values(WORDS).slice(0, 4), FOR_A_NUMBER, ...Object.values(WORDS).slice(4)],
	});
}

/** What a builder should know of all parcels together. */
function hint(
	context: IExecuteFunctions,
	{ when }: ConfirmSettings,
	taken: readonly TakenForChannel[],
	outcomes: readonly ConfirmOutcome[],
): void {
	const packed = taken.flatMap((one) => ('confirm' in one ? one.confirm.parcels : []));
	const silent = when === 'inTransit' && packed.some(({ phase }) => phase === undefined || phase === 'announced');
	const say = (message: string): void => {
		context.addExecutionHints({ message, location: 'outputPane' });
	};
	if (silent && !packed.some(({ phase }) => phase !== undefined && phase !== 'announced'))
		say('None of these parcels says that its carrier has it. Where the store never tells, choose "When to Confirm: Label Announced".');
	const unlisted = new Set(outcomes.flatMap(({ parcels }) => parcels.flatMap((parcel) => parcel.unlisted ?? [])));
	if (unlisted.size > 0)
		say(`Told as "Other", which counts against the rate of valid tracking: ${[...unlisted].join(', ')}. Map them in "Carriers".`);
}

function readSettings({ context, asTool }: ActionRun): ConfirmSettings {
	const option = (name: string, otherwise: unknown): unknown => context.getNodeParameter(`options.${name}`, 0, otherwise);
	const text = (name: string): string => String(option(name, '') ?? '').trim();
	const [carrier, service] = [text('defaultCarrier'), text('defaultService')];
	const mapped =
		(option('carriers', {}) as { readonly carrier?: readonly { readonly name?: unknown; readonly code?: unknown }[] }).carrier ?? [];
	return {
		when: option('when', 'announced') === 'inTransit' ? 'inTransit' : 'announced',
		carriers: new Map(
			mapped.flatMap(({ name, code }) => {
				const [from, to] = [String(name ?? '').trim(), String(code ?? '').trim()];
				return from === '' || to === '' ? [] : [[from, to] as const];
			}),
		),
		untracked: option('untracked', false) === true,
		dry: context.getNodeParameter('dryRun', 0, false) === true || (asTool && option('allowAsTool', false) !== true),
		...(carrier === '' ? {} : { carrier }),
		...(service === '' ? {} : { service }),
	};
}

/** The order that the channel was not told about. */
export async function soldToTell(context: IExecuteFunctions): Promise<(item: INodeExecutionData) => LoggedSale | undefined> {
	const target = await accountOf(context, CHANNEL_TO_TELL).then(accountKey, () => undefined);
	return (item) => {
		const order = readOrder(item);
		// Without the account nobody can say whether it was bought there.
		if (order?.boughtAs === undefined || target === undefined || order.boughtAs.account !== target) return undefined;
		return { ...orderRef(order), number: order.number, target };
	};
}
