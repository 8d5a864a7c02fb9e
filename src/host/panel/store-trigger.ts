import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	IPollFunctions,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import type { InstantTriggerHandlers } from '../trigger/handlers';

/** Where a store calls the workflow, while "Instant" is on. */
export const calledAt = (path: string): IWebhookDescription => ({
	name: 'default',
	// Without a method n8n registers no webhook at all.
	httpMethod: '={{ $parameter["instant"] ? "POST" : "" }}',
	path,
	responseMode: 'onReceived',
	responseData: 'noData',
	rawBody: true,
});

/** What n8n calls of a trigger that a store calls. `handlers` is asked only then: a node file loads nothing of the rest before. */
export const startedByStore = (handlers: () => Promise<InstantTriggerHandlers>) => ({
	webhookMethods: {
		default: {
			/** Creating looks for itself what is there and what is missing. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await (await handlers()).createWebhook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await (await handlers()).deleteWebhook(this);
			},
		},
	},
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await (await handlers()).poll(this);
	},
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (await handlers()).receive(this);
	},
	/** n8n passes what poll() and webhook() gave through here as the first step of the execution: only now what they gave counts as begun. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (await handlers()).begin(this);
	},
});
