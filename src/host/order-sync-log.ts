import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../domain/account';
import type { SaleState } from '../domain/sale-states';
import { amazonAccount } from '../platforms/amazon';
import { wooCommerceAccount } from '../platforms/woocommerce';
import type { Database, Sale } from '../ports/database';
import { listSales, retrySales, summarizeSales } from '../usecases/log/sync-log';
import { systemClock } from './clock';
import { amazonConnection, wooCommerceConnection } from './credentials';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { summaryHint } from './run-items';

/** One output. Sees the sales of the credential's account only. */
export async function orderSyncLog(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const database = await openDatabase(context);
		const account = await accountOf(context);
		const results: INodeExecutionData[] = [];
		for (const input of context.getInputData().keys()) {
			for (const json of await run(context, database, account, input)) results.push({ json, pairedItem: { item: input } });
		}
		return [results];
	} catch (error) {
		const fault = toNodeError(context.getNode(), error);
		if (!context.continueOnFail()) throw fault;
		// Thrown, n8n would pass the input on as if it were sales of the log.
		return [context.getInputData().map((_item, input) => ({ json: { error: fault.message }, error: fault, pairedItem: { item: input } }))];
	}
}

async function accountOf(context: IExecuteFunctions): Promise<string> {
	if (context.getNodeParameter('account', 0) === 'amazon') {
		return accountKey(amazonAccount(amazonConnection(await context.getCredentials('amazonSellingPartnerApi'))));
	}
	return accountKey(wooCommerceAccount(wooCommerceConnection(await context.getCredentials('wooCommerceStoreApi'))));
}

async function run(context: IExecuteFunctions, database: Database, account: string, input: number): Promise<IDataObject[]> {
	const operation = context.getNodeParameter('operation', input);
	if (operation === 'summarize') {
		const { counts, reasons } = await summarizeSales(database, account);
		return [{ account, ...counts, reasons: reasons.map((entry) => ({ ...entry })) }];
	}
	if (operation === 'retry') {
		const text = String(context.getNodeParameter('orderIds', input, ''));
		const orderIds = text
			.split(',')
			.map((id) => id.trim())
			.filter((id) => id !== '');
		const retried = await retrySales(database, systemClock, account, orderIds.length === 0 ? undefined : orderIds);
		summaryHint(context, [['due at the next poll', retried]]);
		return [{ account, retried }];
	}
	return await list(context, database, account, input);
}

async function list(context: IExecuteFunctions, database: Database, account: string, input: number): Promise<IDataObject[]> {
	const states = context.getNodeParameter('states', input, []) as SaleState[];
	const all = context.getNodeParameter('returnAll', input, false) === true;
	const limit = Number(context.getNodeParameter('limit', input, 50));
	const rows: IDataObject[] = [];
	const filter = { account, ...(states.length === 0 ? {} : { states }), ...(all ? {} : { limit }) };
	for await (const sale of listSales(database, filter)) rows.push(saleItem(sale));
	return rows;
}

const saleItem = ({ reason, ...sale }: Sale): IDataObject => ({ ...sale, ...(reason === undefined ? {} : { reason: { ...reason } }) });
