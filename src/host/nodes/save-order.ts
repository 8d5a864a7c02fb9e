import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { newOwner } from '../../database';
import { accountKey } from '../../domain/account';
import type { Database } from '../../ports/database';
import type { PlannedAction, SaveAction } from '../../usecases/outcome';
import type { SaveSettings } from '../../usecases/save/deps';
import { Lately } from '../../usecases/save/lately';
import { createPace, type Pace } from '../../usecases/save/pace';
import { saveOrders } from '../../usecases/save/save-orders';
import { channelOrders, onOrders, ordersFor, runAction, type Action } from '../action';
import { wordsOf } from '../platforms/adapters';
import { systemClock } from '../clock';
import { attentionOf, storeOrderOf } from '../items';
import { STORE_TO_SAVE_IN } from '../platforms/roles';
import { productMaker } from './product-maker';

/** What was done, in the words of the hint. */
const WORDS: Readonly<Record<Exclude<SaveAction, 'planned'>, string>> = {
	created: 'created',
	updated: 'updated',
	cancelled: 'cancelled',
	noted: 'noted (shipped before)',
	unchanged: 'unchanged',
	logged: 'only in the log',
};

const WOULD: Readonly<Record<PlannedAction, string>> = {
	created: 'would be created',
	updated: 'would be updated',
	cancelled: 'would be cancelled',
	noted: 'would be noted (shipped before)',
};

const action = (log: boolean): Action => ({
	outputs: 2,
	...(log ? { sales: ordersFor(STORE_TO_SAVE_IN) } : {}),
	begin: async (run) => {
		const { context, database, connect, language } = run;
		const { account, orderSink, catalog } = await connect(STORE_TO_SAVE_IN);
		const settings = readSettings(context);
		const products = settings.linesWithoutProduct === 'create' ? await productMaker(run) : undefined;
		const deps = {
			sink: orderSink,
			catalog,
			database,
			clock: systemClock,
			owner: newOwner(),
			pace: paceOf(accountKey(account)),
			lately: latelyOf(database, accountKey(account)),
			wordsOf,
			...(products === undefined ? {} : { products }),
			tell: (message: string) => {
				context.addExecutionHints({ message, location: 'outputPane' });
				context.logger.info(`Storebridge: ${message}`);
			},
		};
		return onOrders({
			ours: channelOrders(),
			work: async (orders) => await saveOrders(deps, settings, orders),
			show: (outcome, order) => {
				const store = outcome.store === undefined ? {} : { store: storeOrderOf(outcome.store) };
				if (outcome.kind === 'attention')
					return { to: 'attention', told: { attention: { ...attentionOf(outcome.reason, language()), ...store } } };
				const weighed = outcome.weight === undefined ? {} : { order: { ...order, weight: outcome.weight } };
				if (outcome.action === 'planned') {
					const { action, would } = outcome;
					return { to: 'done', told: { saved: { action, would, ...store } }, word: WOULD[would], ...weighed };
				}
				return { to: 'done', told: { saved: { action: outcome.action, ...store } }, word: WORDS[outcome.action], ...weighed };
			},
			words: [...Object.values(WORDS), ...Object.values(WOULD)],
		});
	},
});

/** Outputs: Saved, Needs Attention. */
export const saveOrder = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await runAction(context, action(!isDryRun(context)));

const isDryRun = (context: IExecuteFunctions): boolean => context.getNodeParameter('dryRun', 0, false) === true;

const paces = new Map<string, Pace>();

/** The measured speed of a store account, for the life of the process. */
function paceOf(account: string): Pace {
	const pace = paces.get(account) ?? createPace();
	paces.set(account, pace);
	return pace;
}

const seen = new WeakMap<Database, Map<string, Lately>>();

/** What this process has just seen of a store account, beside one memory. */
function latelyOf(database: Database, account: string): Lately {
	const stores = seen.get(database) ?? new Map<string, Lately>();
	seen.set(database, stores);
	const lately = stores.get(account) ?? new Lately();
	stores.set(account, lately);
	return lately;
}

function readSettings(context: IExecuteFunctions): SaveSettings {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(`options.${name}`, 0, fallback);
	const status = (name: string): string => String(read(name, '')).trim();
	const chosen = {
		merchant: status('statusFbm'),
		amazon: status('statusFba'),
		prime: status('statusPrime'),
		business: status('statusBusiness'),
		cancelRequested: status('statusCancelRequested'),
	};
	const pick = <Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value =>
		values.find((value) => value === read(name, values[0])) ?? values[0];
	return {
		// What is left empty is the store's standard.
		statuses: Object.fromEntries(Object.entries(chosen).filter(([, id]) => id !== '')),
		marketplaceTax: pick('marketplaceTax', ['fee', 'leaveOut']),
		linesWithoutProduct: pick('linesWithoutProduct', ['refuse', 'textLine', 'hold', 'create']),
		requireWeight: read('requireWeight', false) === true,
		whenStockShort: pick('whenStockShort', ['refuse', 'saveAnyway']),
		otherCurrency: pick('otherCurrency', ['refuse', 'saveInOwn']),
		createCustomers: read('createCustomers', false) === true,
		deliveryNote: read('deliveryNote', false) === true,
		...(status('statusDelivered') === '' ? {} : { statusDelivered: status('statusDelivered') }),
		dryRun: isDryRun(context),
	};
}
