import { summarizeSales } from '../../../usecases/log/sync-log';
import { accountOfLog, answering } from './answer';

/** Order Sync Log's operation "Summarize". */
export const summarizeTheSales = answering(async (run) => {
	const account = await accountOfLog(run);
	const { counts, reasons } = await summarizeSales(run.database, account);
	return { rows: [{ account, ...counts, reasons: reasons.map((entry) => ({ ...entry })) }] };
});
