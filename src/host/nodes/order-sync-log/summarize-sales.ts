import type { IDataObject } from 'n8n-workflow';
import { summarizeSales } from '../../../usecases/log/summarize-sales';
import { accountOfLog, answering } from './answer';
import { inPeriod, ofChannels, periodOf, timeZoneOf } from './panel';

/** Order Sync Log's operation "Summarize". */
export const summarizeTheSales = answering(async (run, input) => {
	const { context, database } = run;
	const zone = timeZoneOf(context, input);
	const period = periodOf(context, input, zone, database.now());
	const fits = ofChannels(context, input);
	const account = await accountOfLog(run);
	const wish = { account, ...inPeriod(period), ...(fits === undefined ? {} : { fits }) };
	const { counts, account: of, ...told } = await summarizeSales(database, wish, zone);
	const { from, to } = period ?? {};
	const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), timeZone: zone };
	return { rows: [{ account: of, ...span, ...counts, ...told } as unknown as IDataObject] };
});
