import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { newOwner } from '../../../database';
import { orderId } from '../../../domain/ids';
import { digestOf, type UrgentOrder } from '../../../usecases/watch/digest';
import { digestHtml } from '../../../usecases/watch/digest-html';
import { digestText } from '../../../usecases/watch/digest-text';
import { daysKey, subjectOf } from '../../../usecases/watch/digest-words';
import { notTold } from '../../../usecases/watch/told';
import { operation, type Action, type ActionRun, type Shown } from '../../action';
import { systemClock } from '../../clock';
import { runEndOf } from '../../trigger/host-version';
import { endedWell } from '../../trigger/run-watch';
import { accountOfLog } from './answer';
import { periodOf, timeZoneOf } from './panel';

/** As "Get Orders to Ship" gives it out. */
const urgentItem = z.object({
	orderNumber: z.string(),
	channel: z.string(),
	shipBy: z.string().optional(),
	hoursLeft: z.number().optional(),
	cancelRequested: z.boolean(),
	needs: z.object({ text: z.string(), advice: z.string() }),
});

/** An order that it could not read, which may be one of them. */
const oddItem = z.object({ attention: z.object({ text: z.string(), advice: z.string() }) });

/** Where the channel could not be asked, that is what to see first. */
const faultItem = z.object({ error: z.string() });

const unnamed = { number: '', channel: '', cancelRequested: false } as const;

function urgentOf({ json, error }: INodeExecutionData): UrgentOrder | undefined {
	const { data } = urgentItem.safeParse(json);
	if (data === undefined) {
		const odd = oddItem.safeParse(json).data;
		if (odd !== undefined) return { ...unnamed, ...odd.attention };
		const fault = faultItem.safeParse(json).data;
		return fault && { ...unnamed, text: fault.error, advice: error?.description ?? '' };
	}
	const { orderNumber: number, channel, cancelRequested, needs, shipBy, hoursLeft } = data;
	return {
		number,
		channel,
		cancelRequested,
		...needs,
		...(shipBy === undefined ? {} : { shipBy }),
		...(hoursLeft === undefined ? {} : { hoursLeft }),
	};
}

/** Order Sync Log's operation "Digest": one mail, whatever the items are. */
export const writeTheDigest: Action = {
	outputs: 1,
	begin: async (run) =>
		await Promise.resolve(
			operation({
				take: (item) => ({ urgent: urgentOf(item) }),
				work: async (items: readonly { readonly urgent: UrgentOrder | undefined }[]) => {
					const mail = await mailOf(
						run,
						items.flatMap(({ urgent }) => urgent ?? []),
					);
					return items.map((_, index): readonly Shown[] => (index === 0 ? mail : []));
				},
				show: (shown) => shown,
			}),
		),
};

async function mailOf(run: ActionRun, urgent: readonly UrgentOrder[]): Promise<readonly Shown[]> {
	const { context, database, language: speech } = run;
	const zone = timeZoneOf(context, 0);
	const { from, to } = periodOf(context, 0, zone, database.now()) ?? {};
	const account = await accountOfLog(run);
	const wish = { account, zone, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
	const day = daysKey(wish, database.now());
	if (!(await isNews(run, account, day))) return [];
	const digest = await digestOf(database, wish, urgent);
	const [language, link] = [speech(), linkOf(run)];
	return [
		{
			to: 'done',
			told: {
				subject: subjectOf(digest, language),
				html: digestHtml(digest, language, link),
				text: digestText(digest, language, link),
				account,
				...(from === undefined ? {} : { from }),
				...(to === undefined ? {} : { to }),
				timeZone: zone,
				urgent: urgent.length,
				needsAttention: digest.causes.reduce((sum, { count }) => sum + count, 0),
				waiting: digest.waiting,
				once: `digest ${account} ${day}`,
				link,
			},
		},
	];
}

const linkOf = ({ context }: ActionRun): string =>
	`${context.getInstanceBaseUrl()}workflow/${context.getWorkflow().id ?? ''}/executions/${context.getExecutionId()}`;

/** Of days that a run told already there is none; a run by hand shows it, and counts as telling nobody. */
async function isNews({ context, database }: ActionRun, account: Awaited<ReturnType<typeof accountOfLog>>, day: string): Promise<boolean> {
	if (context.getNodeParameter('options.onlyNews', 0, false) !== true || context.getMode() === 'manual') return true;
	const of = { about: { account, id: orderId('digest') }, part: day };
	const { news, ended } = await notTold({ database, clock: systemClock, owner: newOwner() }, [{ item: day, of }]);
	runEndOf(context)(async () => {
		await ended(endedWell(context));
	});
	return news.length > 0;
}
