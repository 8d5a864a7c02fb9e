import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseAccountKey } from '../../domain/account';
import { PlatformError, type FailureKind } from '../../domain/platform-error';
import { reasonOf, type ReasonCode } from '../../domain/reasons';
import type { Language } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import { isIdentityRefusal } from '../../usecases/identity';
import { attentionOf, readOrder } from '../items';
import { toNodeError } from '../node-errors';
import type { Action, LoggedSale } from './action';
import { logFault } from './fault-log';
import type { Line } from './sheet';

const CODES: Readonly<Partial<Record<FailureKind, ReasonCode>>> = {
	credential: 'credential',
	permission: 'credential',
	contract: 'contract',
};

const codeOf = (error: unknown): ReasonCode => (error instanceof PlatformError ? CODES[error.details.kind] : undefined) ?? 'setup';

/** Under the address of a store that is perhaps another one nothing is noted: the sale goes to the store that takes it later. */
function withSureTarget(sale: LoggedSale | undefined, error: unknown): LoggedSale | undefined {
	if (sale?.target === undefined || !isIdentityRefusal(error)) return sale;
	const { target, ...rest } = sale;
	return error instanceof PlatformError && parseAccountKey(target).platform !== error.details.platform ? sale : rest;
}

/** A fault told item by item, in the way of the node's "On Error". */
export class FaultyItems {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly action: Action,
		private readonly language: () => Language,
	) {}

	/** All items from `first` on, with the sales among them put into the log. */
	async from(first: number, error: unknown): Promise<readonly Line[]> {
		const items = this.context.getInputData().slice(first);
		await this.log(items, error);
		return items.map((item, index) => this.one(item, first + index, error));
	}

	/** A log that cannot be written keeps no fault from being told: it may be the fault itself. */
	private async log(items: readonly INodeExecutionData[], error: unknown): Promise<void> {
		if (this.action.sales === undefined) return;
		const { message } = toNodeError(this.context.getNode(), error);
		try {
			const saleOf = await this.action.sales(this.context);
			await logFault(this.context, (item) => withSureTarget(saleOf(item), error), items, codeOf(error), message);
		} catch {
			this.context.logger.warn('Storebridge: what this run left undone could not be noted in the Order Sync Log');
		}
	}

	/** An item as it came, with the fault; n8n itself moves it to the error output where there is one. */
	one(item: INodeExecutionData, input: number, error: unknown): Line {
		const node = this.context.getNode();
		const fault = toNodeError(node, error);
		const pairedItem = { item: input };
		if (node.onError === 'continueErrorOutput')
			return { to: 'attention', input, item: { json: { ...item.json }, error: fault, pairedItem } };
		// With one output nothing else tells a fault from an answer.
		if (this.action.outputs === 1) return { to: 'attention', input, item: { json: { error: fault.message }, error: fault, pairedItem } };
		const subject =
			typeof item.json.number === 'string' && readOrder(item) !== undefined
				? say('order', { number: item.json.number })
				: `Item ${input + 1}`;
		const why = reasonOf(codeOf(error), subject, fault.message);
		const language = this.language();
		const { description } = fault;
		// The error's own advice is English, as all that builders read.
		const told = language === 'en' && typeof description === 'string' ? { ...why, advice: description } : why;
		const attention = attentionOf(told, language);
		return { to: 'attention', input, item: { json: { ...item.json, attention }, pairedItem } };
	}
}
