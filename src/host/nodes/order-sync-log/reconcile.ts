import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { newOwner } from '../../../database';
import { dayAfter, dayAt, isDay, spanOf, type Day, type DaySpan } from '../../../domain/day';
import { inLanguage, reasonOf, type Reason } from '../../../domain/reasons';
import type { PlatformError } from '../../../domain/platform-error';
import { reconcileDay, type Found, type ReconciledOrder } from '../../../usecases/reconcile/reconcile-day';
import { questions, type Action, type ActionRun, type Shown } from '../../action';
import { systemClock } from '../../clock';
import { attentionOf, whyOf } from '../../items';
import { CHANNEL_OF_LISTING, STORE_TO_COMPARE } from '../../platforms/roles';
import { CATALOG_BUDGET_MS } from '../../registered-marketplaces';
import { timeZoneOf } from './panel';
import { directionOf } from './sale-item';

/**
 * Order Sync Log's operation "Reconcile Day". Outputs: Missing, whose items are orders as a trigger gives them out; and The
 * Rest: first the day, then what became of its other orders.
 */
export const reconcileTheDay: Action = {
	outputs: 2,
	begin: async (run) => {
		const { orderSource } = await run.connect(CHANNEL_OF_LISTING, CATALOG_BUDGET_MS);
		const { orderSink } = await run.connect(STORE_TO_COMPARE);
		const deps = { source: orderSource, sink: orderSink, database: run.database, clock: systemClock, owner: newOwner() };
		return questions(async (input) => await answer(run, deps, input), { words: [MISSING], otherwise: 'others' });
	},
};

const MISSING = 'missing';
const NONE: Readonly<Record<Found, number>> = { synced: 0, waiting: 0, inError: 0, ignored: 0, missing: 0, gone: 0, unreadable: 0 };

async function answer(run: ActionRun, deps: Parameters<typeof reconcileDay>[0], input: number): Promise<readonly Shown[]> {
	const { context, database } = run;
	const zone = timeZoneOf(context, input);
	const day = dayOf(context, input, zone, database.now());
	const span = spanOf(day, zone);
	const personalData = context.getNodeParameter('personalData', input, false) === true;
	const listsSynced = context.getNodeParameter('options.listSynced', input, false) === true;
	const counts = { ...NONE };
	const shown: Shown[] = [];
	let [stopped, isRest]: [PlatformError | undefined, boolean] = [undefined, false];
	for await (const page of reconcileDay(deps, span, { personalData })) {
		stopped = page.stopped;
		isRest ||= page.continued === true;
		for (const one of page.orders) {
			counts[one.found] += 1;
			if (one.found !== 'synced' || listsSynced) shown.push(shownOf(run, one));
		}
	}
	return [wholeDay(run, { day, zone, span, counts, stopped, isRest }), ...shown];
}

function shownOf(run: ActionRun, { found, orderId, orderNumber, reason, sale, order }: ReconciledOrder): Shown {
	if (order !== undefined && reason !== undefined) {
		const mark = { database: run.database.id, event: MISSING };
		return { to: 'done', told: { attention: attentionOf(reason, run.language()) }, about: { order, mark }, word: MISSING };
	}
	const told: IDataObject = {
		found,
		orderId,
		orderNumber,
		...(sale === undefined ? {} : { state: sale.state, direction: directionOf(sale) }),
		...(reason === undefined ? {} : { reason: whyOf(reason, run.language()) }),
	};
	return { to: 'attention', told };
}

interface WholeDay {
	readonly day: Day;
	readonly zone: string;
	readonly span: DaySpan;
	readonly counts: Readonly<Record<Found, number>>;
	readonly stopped: PlatformError | undefined;
	/** An earlier run told of what was before. */
	readonly isRest: boolean;
}

const HOUR_MS = 60 * 60_000;

/** What a mail about it begins with. */
function wholeDay(run: ActionRun, { day, zone, span: { from, to }, counts, stopped, isRest }: WholeDay): Shown {
	const incomplete: Reason | undefined = stopped === undefined ? undefined : reasonOf('dayIncomplete', `${day} (${zone})`, stopped.message);
	const told: IDataObject = {
		found: 'day',
		day,
		timeZone: zone,
		from,
		to,
		hours: (Date.parse(to) - Date.parse(from)) / HOUR_MS,
		complete: stopped === undefined,
		...(isRest ? { continued: true } : {}),
		orders: Object.values(counts).reduce((sum, count) => sum + count, 0),
		...counts,
		// Whoever is needed for one in error was told when it came to that.
		wrong: counts.missing + counts.gone + counts.unreadable > 0 || stopped !== undefined,
		...(incomplete === undefined ? {} : { reason: { code: incomplete.code, ...inLanguage(incomplete, run.language()) } }),
	};
	return { to: 'attention', told };
}

/** Channels refuse to be asked for what is so new. */
const JUST_BEGUN_MS = 3 * 60_000;

/** A day of the calendar there, "2026-11-26"; of a time, the day that it is there. */
function dayOf(context: IExecuteFunctions, input: number, zone: string, now: number): Day {
	const which = context.getNodeParameter('whichDay', input, 'yesterday');
	if (which === 'yesterday') return dayAfter(dayAt(now, zone), -1);
	const value = String(context.getNodeParameter('day', input, '') ?? '').trim();
	const day = value.slice(0, 10);
	if (isDay(day) && Date.parse(spanOf(day, zone).from) + JUST_BEGUN_MS <= now) return day;
	if (isDay(day)) {
		throw new NodeOperationError(context.getNode(), `The day ${day} has not begun in ${zone}`, {
			description: 'Choose an earlier day, or "Yesterday". Where the day is right, choose your own zone in the option "Time Zone".',
			itemIndex: input,
		});
	}
	throw new NodeOperationError(context.getNode(), '"Day" is not a day of the calendar', {
		description: 'Write it like 2026-11-26, or choose "Yesterday".',
		itemIndex: input,
	});
}
