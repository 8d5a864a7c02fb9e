import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { AccountKey, OrderRef } from '../../domain/ids';
import type { Order } from '../../domain/order';
import type { Reason } from '../../domain/reasons';
import type { Language } from '../../domain/texts/language';
import type { Database } from '../../ports/database';
import type { Admitted } from '../connect';
import type { ItemMark } from '../items';
import type { Capability } from '../platforms/capabilities';
import type { Role } from '../platforms/roles';

/** One execution of an action node. */
export interface ActionRun {
	readonly context: IExecuteFunctions;
	readonly database: Database;
	/** Runs for an AI agent: nothing personal leaves the node. */
	readonly asTool: boolean;
	/** @param budgetMs how long all waiting together may take; what the platform's adapter thinks right when left out */
	connect<Needs extends Capability>(role: Role<Needs>, budgetMs?: number): Promise<Admitted<Needs>>;
	/** Of what the shop's people read: the one that was chosen, else that of the store, once it is connected. */
	language(): Language;
}

/** What becomes of an input item: an item at one of the outputs. */
export interface Shown {
	readonly to: 'done' | 'attention';
	/** What happened; it comes first, because the first column is what a person sees. */
	readonly told: IDataObject;
	/** What follows it: an order, or the item as it came. */
	readonly about?: { readonly order: Order; readonly mark: ItemMark | undefined } | 'item';
	/** Files. */
	readonly binary?: IBinaryKeyData;
	/** What is counted above the output, in the words of `words`. */
	readonly word?: string;
	readonly count?: number;
}

/** What a node does with its items. `work` gives one outcome for each input that was taken, in their order. */
export interface Operation<Input, Outcome> {
	/** What is taken of an item, or why it is not taken. */
	take(item: INodeExecutionData, input: number): Input | Reason;
	work(inputs: readonly Input[]): Promise<readonly Outcome[]>;
	show(outcome: Outcome, input: Input): readonly Shown[];
	/** Items are worked on one after the other; a fault is that of its item alone, or also of all that come after it. */
	readonly oneByOne?: 'faultOfOne' | 'faultOfRest';
	/** The words of the hint, in their order. */
	readonly words?: readonly string[];
	/** What those at the other output are called in the hint; it stands where `words` has it, else at the end. */
	readonly otherwise?: string;
}

/** A sale that an item is about, as the log knows it. */
export interface LoggedSale extends OrderRef {
	readonly number: string;
	/** Where it goes to; absent where nobody can say which account that is. */
	readonly target?: AccountKey;
	readonly order?: Order;
	/** Once the target has it, nothing of it can be left undone. */
	readonly once?: true;
}

/** An action node. What is the same in all of them is written in run-action.ts. */
export interface Action {
	/** One output where every item is an answer; else Done and Needs Attention. */
	readonly outputs: 1 | 2;
	/** Reads the panel and binds the accounts. Throws for what concerns all items. */
	begin(run: ActionRun): Promise<Operation<unknown, unknown>>;
	/** The sales that stay undone when the node cannot work: they go into the log, from where they are retried. */
	readonly sales?: (context: IExecuteFunctions) => Promise<(item: INodeExecutionData) => LoggedSale | undefined>;
}

/** Lets `take` and `show` of an operation agree, and hides from the skeleton what they agree on. */
export const operation = <Input, Outcome>(own: Operation<Input, Outcome>): Operation<unknown, unknown> =>
	own as Operation<unknown, unknown>;
