import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { INodeExecutionData } from 'n8n-workflow';
import { listen, readBody, type RunningServer } from '../../sandbox/kernel/http-server';
import type { EngineNode, RunResult, WebhookCall, WebhookOptions } from '../harness/engine';
import { createWooCommerce } from '../../src/platforms/woocommerce';
import { NodeWorld, PACKAGE, type Parameters, type ShopOptions } from './world';

export const storeTrigger = (parameters: Parameters = {}): EngineNode => ({
	name: 'Paid orders',
	id: 'store-trigger-1',
	type: `${PACKAGE}.wooCommerceOrderTrigger`,
	parameters,
	credentials: { wooCommerceStoreApi: 'Store' },
});

const billing = {
	first_name: 'Zoë',
	last_name: 'Zander',
	email: 'zoe@b.example',
	address_1: 'Am Ring 1',
	city: 'Kiel',
	postcode: '24103',
	country: 'DE',
};

type MakeTrigger = (parameters: Parameters) => EngineNode;

/** A published workflow with the trigger, in an n8n whose webhook address the store reaches. */
export class StoreTriggerWorld {
	/** Runs that a webhook started, oldest first. */
	readonly runs: RunResult[] = [];
	/** Statuses that the store's calls were answered with. */
	readonly answers: number[] = [];
	/** Nobody reaches n8n. */
	unreachable = false;
	private working: Promise<unknown>[] = [];
	mode: 'webhook' | 'manual' = 'webhook';

	private constructor(
		readonly world: NodeWorld,
		private readonly server: RunningServer,
		private readonly parameters: Parameters,
		private readonly trigger: MakeTrigger,
		/** Who calls. */
		private readonly callers: readonly { webhooksIdle(): Promise<void> }[],
	) {}

	static async start(parameters: Parameters = {}, trigger: MakeTrigger = storeTrigger, shop?: ShopOptions): Promise<StoreTriggerWorld> {
		const holder: { world?: StoreTriggerWorld } = {};
		const server = await listen(
			createServer((request, response) => {
				void holder.world?.receive(request, response);
			}),
		);
		const world = await NodeWorld.start({ webhooks: { delayMs: 0 } }, undefined, shop);
		const callers = [world.store, ...(shop === undefined ? [] : [world.shop])];
		holder.world = new StoreTriggerWorld(world, server, parameters, trigger, callers);
		return holder.world;
	}

	async stop(): Promise<void> {
		await this.settled();
		await this.world.stop();
		await this.server.close();
	}

	options(): WebhookOptions & { readonly nodes: readonly EngineNode[] } {
		return { nodes: [this.trigger(this.parameters)], credentials: this.world.credentials(), webhookBaseUrl: `${this.server.url}/webhook` };
	}

	/** As n8n does it: the first poll at once, then the webhook. */
	async publish(): Promise<void> {
		await this.poll();
		if (!(await this.world.engine.webhookMethod(this.options(), 'checkExists')))
			await this.world.engine.webhookMethod(this.options(), 'create');
		await this.settled();
	}

	async unpublish(): Promise<void> {
		await this.world.engine.webhookMethod(this.options(), 'delete');
	}

	async poll(): Promise<readonly INodeExecutionData[]> {
		const found = await this.world.poll({}, { node: this.trigger(this.parameters) });
		if (found.length > 0) this.runs.push(await this.world.run({ nodes: [this.trigger(this.parameters)], items: found }));
		return found;
	}

	/** Orders that runs began with, as `number event`. */
	told(): readonly string[] {
		return this.runs.flatMap((run) =>
			(run.outputs('Paid orders')[0] ?? []).map(
				({ json }) => `${String(json['id'])} ${String((json['storebridge'] as { event?: string } | undefined)?.event)}`,
			),
		);
	}

	place(): number {
		return (this.world.store.act('placeOrder', { billing, lines: [{ sku: 'MUG' }], paymentMethod: 'bacs' }) as { readonly id: number }).id;
	}

	async pay(id: number): Promise<void> {
		this.world.store.act('pay', { id });
		await this.settled();
	}

	/** A person deletes the webhooks in the store's settings. */
	async deleteHooks(): Promise<void> {
		const { url, consumerKey, consumerSecret } = this.world.storeCredential().data as Record<string, string>;
		const store = createWooCommerce(
			{ url: url ?? '', consumerKey: consumerKey ?? '', consumerSecret: consumerSecret ?? '', keysInQuery: false },
			{
				clock: {
					now: Date.now,
					sleep: async () => {
						await Promise.resolve();
					},
				},
				budgetMs: 1000,
			},
		);
		const address = String(this.world.store.webhooks()[0]?.['delivery_url']);
		await store.webhooks.remove(address);
		await store.productWebhooks.remove(address);
	}

	/** A call from anybody. */
	async call(body: string | Buffer, headers: Record<string, string> = {}): Promise<number> {
		const path = String(this.world.store.webhooks()[0]?.['delivery_url'] ?? this.server.url);
		const answer = await fetch(path, { method: 'POST', body, headers });
		await this.settled();
		return answer.status;
	}

	async settled(): Promise<void> {
		do {
			for (const caller of this.callers) await caller.webhooksIdle();
			const waiting = this.working.splice(0);
			await Promise.all(waiting);
		} while (this.working.length > 0);
	}

	private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await readBody(request);
		if (this.unreachable) {
			response.writeHead(502).end();
			return;
		}
		const call: WebhookCall = {
			request: { headers: request.headers, rawBody },
			response: {
				status: (code: number) => {
					this.answers.push(code);
					response.statusCode = code;
					return call.response;
				},
				end: () => response.end(),
			},
		};
		this.working.push(this.work(call));
	}

	private async work(call: WebhookCall): Promise<void> {
		const { workflowData } = await this.world.engine.callWebhook({ ...this.options(), mode: this.mode }, call);
		if (workflowData?.[0] === undefined) return;
		const mode = this.mode === 'manual' ? 'manual' : 'trigger';
		this.runs.push(await this.world.run({ nodes: [this.trigger(this.parameters)], items: workflowData[0], mode }));
	}
}
