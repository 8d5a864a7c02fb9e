import type { IDataObject } from 'n8n-workflow';
import type { SaleState } from '../../../domain/sale-states';
import type { Sale } from '../../../ports/database';
import { listSales } from '../../../usecases/log/sync-log';
import { accountOfLog, answering } from './answer';

/** Order Sync Log's operation "Get Many". */
export const listTheSales = answering(async (run, input) => {
	const { context, database } = run;
	const states = context.getNodeParameter('states', input, []) as SaleState[];
	const all = context.getNodeParameter('returnAll', input, false) === true;
	const limit = Number(context.getNodeParameter('limit', input, 50));
	const filter = { account: await accountOfLog(run), ...(states.length === 0 ? {} : { states }), ...(all ? {} : { limit }) };
	const rows: IDataObject[] = [];
	for await (const sale of listSales(database, filter)) rows.push(saleItem(sale));
	return { rows };
});

const saleItem = ({ reason, ...sale }: Sale): IDataObject => ({ ...sale, ...(reason === undefined ? {} : { reason: { ...reason } }) });
