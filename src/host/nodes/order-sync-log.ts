import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { newOwner } from '../../database';
import { accountKey } from '../../domain/account';
import { orderId, type AccountKey } from '../../domain/ids';
import type { SaleState } from '../../domain/sale-states';
import type { Database, Sale } from '../../ports/database';
import { listSales, retryOrders, retrySales, summarizeSales } from '../../usecases/log/sync-log';
import { operation, runAction, type Action, type ActionRun } from '../action';
import { systemClock } from '../clock';
import { accountOf } from '../connect';
import { whyOf } from '../items';
import { ACCOUNT_WITH_SALES } from '../platforms/roles';
import { answerCheck } from './check-store';
import { reattachStore } from './reattach-store';

interface Answer {
	readonly rows: readonly IDataObject[];
	/** How many sales come back by themselves now. */
	readonly due?: number;
}

const DUE = 'due at the next poll';

const action: Action = {
	outputs: 1,
	begin: async (run) => {
		const { context } = run;
		const account = accountKey(await accountOf(context, ACCOUNT_WITH_SALES));
		return operation({
			take: (_item, input) => input,
			work: async (inputs: readonly number[]) => {
				const answers: Answer[] = [];
				for (const input of inputs) answers.push(await answer(run, account, input));
				return answers;
			},
			show: ({ rows, due }) =>
				rows.map((told, row) => ({
					// Where nothing was done, the row says why.
					to: 'attention' in told ? 'attention' : 'done',
					told,
					...(due === undefined || row > 0 ? {} : { word: DUE, count: due }),
				})),
			oneByOne: 'faultOfOne',
			words: [DUE],
		});
	},
};

/** One output. Sees the sales of the credential's account only. */
export const orderSyncLog = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> => await runAction(context, action);

async function answer(run: ActionRun, account: AccountKey, input: number): Promise<Answer> {
	const { context, database } = run;
	const operation = context.getNodeParameter('operation', input);
	if (operation === 'reattach') return { rows: [await reattachStore(run, input)] };
	if (operation === 'summarize') {
		const { counts, reasons } = await summarizeSales(database, account);
		return { rows: [{ account, ...counts, reasons: reasons.map((entry) => ({ ...entry })) }] };
	}
	if (operation === 'checkStore') return await answerCheck(run, input);
	if (operation === 'retry') return await retry(run, account, input);
	return { rows: await list(context, database, account, input) };
}

/** All that need attention, or a row for each order that is named. */
async function retry({ context, database }: ActionRun, account: AccountKey, input: number): Promise<Answer> {
	const named = String(context.getNodeParameter('orderIds', input, ''))
		.split(/[,;\s]+/)
		.map((id) => id.replace(/^#/, ''))
		.filter((id) => id !== '')
		.map(orderId);
	const deps = { database, clock: systemClock, owner: newOwner() };
	if (named.length === 0) {
		const retried = await retrySales(deps, account, undefined);
		return { rows: [{ account, retried }], due: retried };
	}
	const answers = await retryOrders(deps, account, named);
	return {
		rows: answers.map(({ reason, ...told }) => ({ account, ...told, ...(reason === undefined ? {} : { attention: whyOf(reason, 'en') }) })),
		due: answers.reduce((sum, { retried }) => sum + retried, 0),
	};
}

async function list(context: IExecuteFunctions, database: Database, account: AccountKey, input: number): Promise<IDataObject[]> {
	const states = context.getNodeParameter('states', input, []) as SaleState[];
	const all = context.getNodeParameter('returnAll', input, false) === true;
	const limit = Number(context.getNodeParameter('limit', input, 50));
	const rows: IDataObject[] = [];
	const filter = { account, ...(states.length === 0 ? {} : { states }), ...(all ? {} : { limit }) };
	for await (const sale of listSales(database, filter)) rows.push(saleItem(sale));
	return rows;
}

const saleItem = ({ reason, ...sale }: Sale): IDataObject => ({ ...sale, ...(reason === undefined ? {} : { reason: { ...reason } }) });
