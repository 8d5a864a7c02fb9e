import type { IDataObject } from 'n8n-workflow';
import { breathe } from '../../../domain/breathe';
import type { SaleState } from '../../../domain/sale-states';
import { listSales } from '../../../usecases/log/list-sales';
import { listOf } from '../../trigger/panel';
import { atMost } from '../../panel/how-many';
import { accountOfLog, answering } from './answer';
import { inPeriod, ofChannels, periodOf, reasonCodes, timeZoneOf } from './panel';
import { saleItem } from './sale-item';

const ON_THE_LIST: readonly SaleState[] = ['pending', 'synced', 'error', 'cancelled'];

/** Order Sync Log's operation "Get Many". */
export const listTheSales = answering(async (run, input) => {
	const { context, database } = run;
	const states = listOf(context.getNodeParameter('states', input, [])) as SaleState[];
	const reasons = reasonCodes(context, input);
	const fits = ofChannels(context, input);
	const [zone, now] = [timeZoneOf(context, input), database.now()];
	const limit = atMost(context, input);
	const sales = listSales(database, {
		account: await accountOfLog(run),
		states: states.length === 0 ? ON_THE_LIST : states,
		...(reasons.length === 0 ? {} : { reasons }),
		...(fits === undefined ? {} : { fits }),
		...inPeriod(periodOf(context, input, zone, now)),
		...(limit === undefined ? {} : { limit }),
	});
	const rows: IDataObject[] = [];
	for await (const sale of sales) {
		await breathe();
		rows.push(saleItem(sale, zone, now));
	}
	return { rows };
});
