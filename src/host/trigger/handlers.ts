import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { begin } from './begin';
import { poll } from './poll';
import type { InstantTrigger, Trigger } from './trigger';
import { createWebhook, deleteWebhook, receiveDelivery } from './webhook';

/** What n8n calls of a trigger node. */
export interface TriggerHandlers {
	poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null>;
	/** n8n passes what a poll or webhook gave through here, as the first step of the execution. */
	begin(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

export interface InstantTriggerHandlers extends TriggerHandlers {
	createWebhook(context: IHookFunctions): Promise<boolean>;
	deleteWebhook(context: IHookFunctions): Promise<boolean>;
	receive(context: IWebhookFunctions): Promise<IWebhookResponseData>;
}

export const handlersOf = <Reading, Settings, Shown>(trigger: Trigger<Reading, Settings, Shown>): TriggerHandlers => ({
	poll: async (context) => await poll(context, trigger),
	begin: async (context) => await begin(context, trigger),
});

export const instantHandlersOf = <Reading, Settings, Shown>(trigger: InstantTrigger<Reading, Settings, Shown>): InstantTriggerHandlers => ({
	...handlersOf(trigger),
	createWebhook: async (context) => await createWebhook(context, trigger),
	deleteWebhook: async (context) => await deleteWebhook(context, trigger),
	receive: async (context) => await receiveDelivery(context, trigger),
});
