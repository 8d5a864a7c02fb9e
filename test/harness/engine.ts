import 'reflect-metadata';
import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	HookContext,
	LoadOptionsContext,
	PollContext,
	WebhookContext,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ExecutionError,
	type IConnections,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type IPollFunctions,
	type IRun,
	type IWebhookData,
	type IWebhookFunctions,
	type IHookFunctions,
	type IWebhookResponseData,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
	type OnError,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { EngineCredentials, type CredentialTypes, type EngineCredential } from './engine-credentials';
import { EngineNodeTypes } from './engine-node-types';

export type { EngineCredential } from './engine-credentials';
export { builtInNodes, ownPackage } from './engine-node-types';

/** A node on the canvas. Parameters left out take the defaults of the node's description. */
export interface EngineNode {
	readonly name: string;
	/** Full type, e.g. `n8n-nodes-storebridge.saveOrder`. */
	readonly type: string;
	readonly typeVersion?: number;
	readonly parameters?: INode['parameters'];
	/** Credential type -> name of one of the workflow's `credentials`. */
	readonly credentials?: Readonly<Record<string, string>>;
	readonly onError?: OnError;
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	readonly id?: string;
}

/** From a node's output to the input of another, both counted from 0. */
export interface EngineConnection {
	readonly from: string;
	readonly output?: number;
	readonly to: string;
	readonly input?: number;
}

export interface EngineWorkflow {
	readonly nodes: readonly EngineNode[];
	readonly connections?: readonly EngineConnection[];
	readonly credentials?: Readonly<Record<string, EngineCredential>>;
	readonly id?: string;
	readonly staticData?: IDataObject;
	/** The workflow's own; n8n's default when left out. */
	readonly timezone?: string;
	/** Where webhooks of production arrive. */
	readonly webhookBaseUrl?: string;
}

export interface WebhookOptions extends EngineWorkflow {
	/** The node with the webhook. Left out: the first node. */
	readonly node?: string;
	/** `manual` is "Execute workflow" in the editor. */
	readonly mode?: WorkflowExecuteMode;
}

/** What express gives n8n of a call, and where the answer goes. */
export interface WebhookCall {
	readonly request: { readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly rawBody: Buffer };
	readonly response: { status(code: number): unknown; end(): unknown };
}

export interface RunOptions extends EngineWorkflow {
	/** Where the run starts. Left out: the first node. */
	readonly startNode?: string;
	/** What the start node gets as input: plain JSON objects or whole items. */
	readonly items: readonly (IDataObject | INodeExecutionData)[];
	/** `trigger` (the default) is a published workflow's run, `manual` is "Execute workflow" in the editor. */
	readonly mode?: WorkflowExecuteMode;
	/** Stops the run, as the editor's Stop button and a workflow's time-out do. */
	readonly stop?: AbortSignal;
}

/** How n8n says that an execution is over. */
export type Done = NonNullable<Parameters<IPollFunctions['__emit']>[2]>;

export interface PollOptions extends EngineWorkflow {
	/** The polling node. Left out: the first node. */
	readonly node?: string;
	readonly mode?: WorkflowExecuteMode;
	readonly activation?: WorkflowActivateMode;
	/** Takes what the node reports as a failed execution; it is thrown where nobody does. */
	readonly onFailedExecution?: (error: Error) => void;
	/** What becomes of the executions that a poll of production starts; left out: n8n never says. */
	readonly emitted?: (data: INodeExecutionData[][], done: Done) => void;
}

export interface RunResult {
	/** n8n's own: success, error, waiting … */
	readonly status: IRun['status'];
	/** What ended the run, where something did. */
	readonly error: ExecutionError | undefined;
	/** Items per output of a node's last run in this execution; none where it did not run. */
	readonly outputs: (node: string) => readonly (readonly INodeExecutionData[])[];
	readonly hints: (node: string) => readonly NodeExecutionHint[];
	/** The error of one node, also where the run went on. */
	readonly nodeError: (node: string) => ExecutionError | undefined;
	/** n8n's own record of the run. */
	readonly run: IRun;
}

const asItem = (item: IDataObject | INodeExecutionData): INodeExecutionData =>
	'json' in item && typeof item.json === 'object' && item.json !== null ? (item as INodeExecutionData) : { json: item as IDataObject };

// The contexts are asserted below: n8n-core's declarations were not made for exactOptionalPropertyTypes.

// Errors come back in the result; n8n-core would print each of them as well.
process.env.N8N_LOG_LEVEL ??= 'silent';

const baseUrl = 'http://127.0.0.1:5678';

/** n8n's engine as it is, on the packages given, without n8n's server and database. */
export class Engine {
	private readonly nodeTypes: INodeTypes & CredentialTypes;
	private executionCount = 0;

	/** @param nodeTypes of another origin than a package's folder */
	constructor(nodeTypes: INodeTypes & CredentialTypes) {
		this.nodeTypes = nodeTypes;
	}

	/** @param packages folders of node packages: `ownPackage`, `builtInNodes()`, a fixture's */
	static async load(packages: readonly string[]): Promise<Engine> {
		return new Engine(await EngineNodeTypes.load(packages));
	}

	/** Runs a workflow to its end. What nodes registered by `onExecutionFinish` has been called by then, as in n8n. */
	async runWorkflow(options: RunOptions): Promise<RunResult> {
		const { mode = 'trigger', items } = options;
		const workflow = this.workflow(options);
		const startNode = this.node(workflow, options.startNode ?? options.nodes[0]?.name);
		const additionalData = this.additionalData(options, mode, workflow);
		const runData = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: startNode, data: { main: [items.map(asItem)] }, source: null }],
			},
		});
		const running = new WorkflowExecute(additionalData, mode, runData).processRunExecutionData(workflow);
		options.stop?.addEventListener('abort', () => {
			running.cancel();
		});
		const run = await running;
		const lastTask = (name: string): ITaskData | undefined => run.data.resultData.runData[name]?.at(-1);
		return {
			status: run.status,
			error: run.data.resultData.error,
			outputs: (name) => (lastTask(name)?.data?.main ?? []).map((output) => output ?? []),
			hints: (name) => lastTask(name)?.hints ?? [],
			nodeError: (name) => lastTask(name)?.error,
			run,
		};
	}

	/** One poll, as n8n's scheduler does it: what it gives out first, whether it emits or returns it. `null`: nothing new. */
	async pollNode(options: PollOptions): Promise<INodeExecutionData[][] | null> {
		const { mode = 'trigger', activation = 'activate' } = options;
		const workflow = this.workflow(options);
		const node = this.node(workflow, options.node ?? options.nodes[0]?.name);
		const nodeType = this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		if (nodeType.poll === undefined) throw new Error(`${node.type} does not poll`);
		const emissions: INodeExecutionData[][][] = [];
		const emit: IPollFunctions['__emit'] = (data, _response, done) => {
			emissions.push(data);
			if (done !== undefined) options.emitted?.(data, done);
		};
		let failed: Error | undefined;
		const emitError: IPollFunctions['__emitError'] = (error) => {
			failed = error;
		};
		// By hand n8n leaves them as they are: they throw.
		const [started, told] = mode === 'manual' ? [] : [emit, emitError];
		const context = new PollContext(workflow, node, this.additionalData(options, mode, workflow), mode, activation, started, told);
		const found = (await nodeType.poll.call(context as IPollFunctions)) ?? emissions[0] ?? null;
		if (failed === undefined) return found;
		if (options.onFailedExecution === undefined) throw failed;
		options.onFailedExecution(failed);
		return found;
	}

	/** A poll and, where it found something, the run that n8n starts with it. */
	async pollAndRun(options: PollOptions): Promise<RunResult | null> {
		const found = await this.pollNode(options);
		if (found === null) return null;
		const start = options.node === undefined ? {} : { startNode: options.node };
		return await this.runWorkflow({ ...options, ...start, items: found[0] ?? [], mode: options.mode ?? 'trigger' });
	}

	/** One step of a webhook's life, as n8n does it when a workflow is published or unpublished. */
	async webhookMethod(options: WebhookOptions, method: 'checkExists' | 'create' | 'delete'): Promise<boolean> {
		const { mode = 'trigger' } = options;
		const workflow = this.workflow(options);
		const node = this.node(workflow, options.node ?? options.nodes[0]?.name);
		const work = this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion).webhookMethods?.default?.[method];
		if (work === undefined) throw new Error(`${node.type} has no ${method}`);
		const context = new HookContext(workflow, node, this.additionalData(options, mode, workflow), mode, 'activate', {
			isTest: mode === 'manual',
		} as IWebhookData);
		return await work.call(context as IHookFunctions);
	}

	/** A call of the node's webhook, without the run that n8n starts where it gives out items. */
	async callWebhook(options: WebhookOptions, { request, response }: WebhookCall): Promise<IWebhookResponseData> {
		const { mode = 'webhook' } = options;
		const workflow = this.workflow(options);
		const node = this.node(workflow, options.node ?? options.nodes[0]?.name);
		const nodeType = this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		if (nodeType.webhook === undefined) throw new Error(`${node.type} has no webhook`);
		const additionalData = {
			...this.additionalData(options, mode, workflow),
			httpRequest: request,
			httpResponse: response,
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new WebhookContext(workflow, node, additionalData, mode, { isTest: mode === 'manual' } as IWebhookData, [], null);
		return await nodeType.webhook.call(context as IWebhookFunctions);
	}

	/** The choices of a dropdown that a node fills by itself (`loadOptionsMethod`). */
	async loadOptions(options: EngineWorkflow & { readonly node: string; readonly method: string }): Promise<INodePropertyOptions[]> {
		const { methods, context } = this.panel(options);
		const method = methods?.loadOptions?.[options.method];
		if (method === undefined) throw new Error(`${options.node} has no ${options.method}`);
		return await method.call(context);
	}

	/** What a list of the panel (`searchListMethod`) finds for what is typed into it. */
	async searchList(
		options: EngineWorkflow & { readonly node: string; readonly method: string; readonly filter?: string },
	): Promise<INodeListSearchResult> {
		const { methods, context } = this.panel(options);
		const method = methods?.listSearch?.[options.method];
		if (method === undefined) throw new Error(`${options.node} has no ${options.method}`);
		return await method.call(context, options.filter);
	}

	private panel(options: EngineWorkflow & { readonly node: string }): {
		readonly methods: INodeType['methods'];
		readonly context: ILoadOptionsFunctions;
	} {
		const workflow = this.workflow(options);
		const node = this.node(workflow, options.node);
		const { methods } = this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const additionalData = { ...this.additionalData(options, 'internal', workflow), currentNodeParameters: node.parameters };
		return { methods, context: new LoadOptionsContext(workflow, node, additionalData, '') as ILoadOptionsFunctions };
	}

	private workflow({ nodes, connections = [], staticData, timezone, id = 'engineWorkflow01' }: EngineWorkflow): Workflow {
		const wired: IConnections = {};
		for (const { from, output = 0, to, input = 0 } of connections) {
			const outputs = ((wired[from] ??= {}).main ??= []);
			while (outputs.length <= output) outputs.push([]);
			outputs[output]?.push({ node: to, type: 'main', index: input });
		}
		return new Workflow({
			id,
			name: 'Engine test',
			active: true,
			nodeTypes: this.nodeTypes,
			connections: wired,
			settings: { executionOrder: 'v1', ...(timezone === undefined ? {} : { timezone }) },
			...(staticData === undefined ? {} : { staticData }),
			nodes: nodes.map(({ credentials = {}, parameters = {}, id: nodeId, typeVersion, ...node }, position) => ({
				...node,
				id: nodeId ?? `node-${String(position)}`,
				typeVersion: typeVersion ?? this.newestVersion(node.type),
				position: [200 * position, 0],
				parameters: { ...parameters },
				credentials: Object.fromEntries(Object.entries(credentials).map(([type, name]) => [type, { id: name, name }])),
			})),
		});
	}

	private newestVersion(type: string): number {
		const { version, defaultVersion } = this.nodeTypes.getByNameAndVersion(type).description;
		return defaultVersion ?? (Array.isArray(version) ? Math.max(...version) : version);
	}

	private node(workflow: Workflow, name: string | undefined): INode {
		const node = name === undefined ? null : workflow.getNode(name);
		if (node === null) throw new Error(`The workflow has no node ${name ?? ''}`);
		return node;
	}

	private additionalData(
		{ credentials = {}, webhookBaseUrl = `${baseUrl}/webhook` }: EngineWorkflow,
		mode: WorkflowExecuteMode,
		workflow: Workflow,
	): IWorkflowExecuteAdditionalData {
		this.executionCount += 1;
		const executionId = String(this.executionCount);
		const workflowData = {
			id: workflow.id,
			name: workflow.name ?? '',
			active: workflow.active,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(0),
			updatedAt: new Date(0),
			nodes: Object.values(workflow.nodes),
			connections: workflow.connectionsBySourceNode,
		};
		const unsupported = (what: string) => async (): Promise<never> => await Promise.reject(new Error(`This harness has no ${what}`));
		return {
			externalSecretsProxy: new ExternalSecretsProxy(),
			credentialsHelper: new EngineCredentials(this.nodeTypes, credentials),
			hooks: new ExecutionLifecycleHooks(mode, executionId, workflowData),
			executionId,
			workflowId: workflow.id,
			currentNodeExecutionIndex: 0,
			variables: {},
			// The first of these that is no absolute URL makes every expression fail.
			restApiUrl: `${baseUrl}/rest`,
			instanceBaseUrl: `${baseUrl}/`,
			formBaseUrl: `${baseUrl}/form`,
			formWaitingBaseUrl: `${baseUrl}/form-waiting`,
			formTestBaseUrl: `${baseUrl}/form-test`,
			webhookBaseUrl,
			webhookWaitingBaseUrl: `${baseUrl}/webhook-waiting`,
			webhookTestBaseUrl: `${webhookBaseUrl}-test`,
			mcpBaseUrl: `${baseUrl}/mcp`,
			mcpTestBaseUrl: `${baseUrl}/mcp-test`,
			executeWorkflow: unsupported('sub-workflows'),
			startRunnerTask: unsupported('task runner'),
			getRunExecutionData: async () => await Promise.resolve(undefined),
			getRuntimeCredential: async () => await Promise.resolve(undefined),
			logAiEvent: () => undefined,
		};
	}
}
