import { randomBytes } from 'node:crypto';
import { waitUntil } from './wait-until';

/** The owner of a demo instance; the password is made for this instance. */
export interface Owner {
	readonly email: string;
	readonly password: string;
}

export interface CredentialReference {
	readonly id: string;
	readonly name: string;
	readonly type: string;
}

/** A workflow as its JSON file has it. Other fields (meta, pinData …) pass through untouched. */
export interface WorkflowJson {
	readonly id: string;
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings?: Readonly<Record<string, unknown>>;
}

export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, { readonly id: string | null; readonly name: string }>>;
	readonly webhookId?: string;
	readonly disabled?: boolean;
}

/** `status` is n8n's own: new, running, waiting, success, error, canceled, crashed. */
export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: string;
	readonly mode: string;
	readonly startedAt: string | null;
	readonly stoppedAt: string | null;
}

/** A node type as n8n offers it to its editor. */
export interface LoadedNodeType {
	/** With its package: `n8n-nodes-base.set`. */
	readonly name: string;
	readonly displayName: string;
	readonly credentials: readonly {
		readonly type: string;
		readonly required: boolean;
		/** Asked for only where these parameters have one of these values. */
		readonly shownFor: Readonly<Record<string, readonly unknown[]>>;
	}[];
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const asText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const asTextOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const toExecution = (value: unknown): Execution => {
	const row = asRecord(value);
	return {
		id: asText(row.id),
		workflowId: asText(row.workflowId),
		status: asText(row.status),
		mode: asText(row.mode),
		startedAt: asTextOrNull(row.startedAt),
		stoppedAt: asTextOrNull(row.stoppedAt),
	};
};

const webhookWithinMs = 60_000;

const readJson = async (response: Response, request: string): Promise<unknown> => {
	const text = await response.text();
	if (!response.ok) throw new Error(`n8n answered ${String(response.status)} to ${request}: ${text.slice(0, 500)}`);
	return text === '' ? undefined : JSON.parse(text);
};

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const toNodeType = (value: unknown): LoadedNodeType => {
	const type = asRecord(value);
	const credentials = asList(type.credentials).map((given) => {
		const { name, required, displayOptions } = asRecord(given);
		const shownFor = Object.entries(asRecord(asRecord(displayOptions).show)).map(
			([parameter, values]) => [parameter, asList(values)] as const,
		);
		return { type: asText(name), required: required === true, shownFor: Object.fromEntries(shownFor) };
	});
	return { name: asText(type.name), displayName: asText(type.displayName), credentials };
};

/** A new owner. n8n wants 8 to 64 characters with a capital and a digit. */
export const newOwner = (): Owner => ({ email: 'demo@storebridge.example', password: `Sb1${randomBytes(9).toString('base64url')}` });

/** What the editor does over HTTP, as the owner of the instance. The log-in survives restarts of n8n. */
export class N8nSession {
	readonly owner: Owner;
	private readonly baseUrl: string;
	private readonly browserId = randomBytes(8).toString('hex');
	private cookie: string | undefined;

	constructor(baseUrl: string, owner: Owner) {
		this.baseUrl = baseUrl;
		this.owner = owner;
	}

	/** True once n8n answers its editor's first question; before that its routes are not there or say 503. */
	async isReady(): Promise<boolean> {
		const response = await fetch(`${this.baseUrl}/rest/settings`, { headers: { accept: 'application/json' } });
		return response.ok && asRecord(await response.json()).data !== undefined;
	}

	/** Makes the owner of a fresh instance, or logs in to one that has its owner. */
	async logIn(): Promise<void> {
		const settings = asRecord(asRecord(await this.call('GET', '/rest/settings')).data);
		const isFresh = asRecord(settings.userManagement).showSetupOnFirstLoad === true;
		const { email, password } = this.owner;
		if (isFresh) await this.call('POST', '/rest/owner/setup', { email, password, firstName: 'Storebridge', lastName: 'Demo' });
		else await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		if (this.cookie === undefined) throw new Error('n8n gave no session cookie');
	}

	async createCredential(type: string, name: string, data: Readonly<Record<string, unknown>>): Promise<CredentialReference> {
		const made = asRecord(asRecord(await this.call('POST', '/rest/credentials', { type, name, data })).data);
		return { id: asText(made.id), name: asText(made.name), type };
	}

	/** n8n's own test of a stored credential (the "Connection tested" of the editor). */
	async testCredential(reference: CredentialReference): Promise<{ readonly ok: boolean; readonly message: string }> {
		const stored = asRecord(asRecord(await this.call('GET', `/rest/credentials/${reference.id}?includeData=true`)).data);
		const credentials = { id: reference.id, name: reference.name, type: reference.type, data: stored.data };
		const answer = asRecord(asRecord(await this.call('POST', '/rest/credentials/test', { credentials })).data);
		return { ok: answer.status === 'OK', message: asText(answer.message) };
	}

	/** The id in the JSON is kept. A workflow that is there already is replaced by the new content. */
	async importWorkflow(workflow: WorkflowJson): Promise<void> {
		const { id, name, nodes, connections, settings = {} } = workflow;
		const existing = await this.find(`/rest/workflows/${id}`);
		if (existing === undefined) await this.call('POST', '/rest/workflows', { id, name, nodes, connections, settings });
		else await this.call('PATCH', `/rest/workflows/${id}?forceSave=true`, { name, nodes, connections, settings });
	}

	/** Publishes the saved version; its triggers run from now on. */
	async publish(workflowId: string): Promise<void> {
		const workflow = asRecord(asRecord(await this.call('GET', `/rest/workflows/${workflowId}`)).data);
		await this.call('POST', `/rest/workflows/${workflowId}/activate`, { versionId: asText(workflow.versionId) });
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${workflowId}/deactivate`, {});
	}

	/** As "Execute workflow" does it, from this trigger. */
	async runByHand(workflowId: string, trigger: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${workflowId}/run`, { triggerToStartFrom: { name: trigger } });
	}

	/** Sends the form by which a published workflow starts, and whose only field is a file. */
	async sendForm(workflowId: string, file: Blob, fileName: string): Promise<void> {
		const form = new FormData();
		form.append('field-0', file, fileName);
		const { nodes } = asRecord(asRecord(await this.call('GET', `/rest/workflows/${workflowId}`)).data);
		const trigger = asList(nodes)
			.map(asRecord)
			.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
		const url = `/form/${asText(trigger?.webhookId)}`;
		const response = await fetch(`${this.baseUrl}${url}`, { method: 'POST', body: form });
		if (!response.ok) throw new Error(`n8n answered ${String(response.status)} to POST ${url}: ${(await response.text()).slice(0, 500)}`);
	}

	/** The hundred newest executions of a workflow, newest first; all, or those that ended so. */
	async executions(workflowId: string, { statuses }: { readonly statuses?: readonly string[] } = {}): Promise<readonly Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, ...(statuses === undefined ? {} : { status: statuses }) }));
		const data = asRecord(asRecord(await this.call('GET', `/rest/executions?limit=100&filter=${filter}`)).data);
		return asList(data.results).map(toExecution);
	}

	/** One execution as n8n keeps it (its `data` is n8n's flattened JSON text). */
	async execution(id: string): Promise<Readonly<Record<string, unknown>>> {
		return asRecord(asRecord(await this.call('GET', `/rest/executions/${id}`)).data);
	}

	/** The node types of a package that n8n has loaded. */
	async nodeTypes(packageName: string): Promise<readonly LoadedNodeType[]> {
		const list = await this.call('GET', '/types/nodes.json');
		const types = asList(list).map(toNodeType);
		return types.filter(({ name }) => name.startsWith(`${packageName}.`));
	}

	/** Calls a published webhook and answers its JSON. Waits for n8n to open it: that comes a moment after publishing. */
	async callWebhook(path: string, body: unknown): Promise<unknown> {
		return await readJson(await this.webhook(path, body), `webhook ${path}`);
	}

	/** The same, of one that answers with a file. */
	async fileFromWebhook(path: string, body: unknown): Promise<Blob> {
		const response = await this.webhook(path, body);
		if (!response.ok) throw new Error(`n8n answered ${String(response.status)} to webhook ${path}`);
		return await response.blob();
	}

	private async webhook(path: string, body: unknown): Promise<Response> {
		return await waitUntil(
			async () => {
				const answer = await this.request('POST', `/webhook/${path}`, body);
				return answer.status === 404 ? undefined : answer;
			},
			{ what: `the webhook ${path}`, withinMs: webhookWithinMs },
		);
	}

	private async find(path: string): Promise<unknown> {
		const response = await this.request('GET', path);
		return response.ok ? await response.json() : undefined;
	}

	private async call(method: string, path: string, body?: unknown): Promise<unknown> {
		return await readJson(await this.request(method, path, body), `${method} ${path}`);
	}

	private async request(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.baseUrl}${path}`, {
			method,
			headers: {
				accept: 'application/json',
				// On a busy machine n8n closes an idle connection in the moment in which the next request goes out on it.
				connection: 'close',
				// n8n ties a session to the browser that it was given to.
				'browser-id': this.browserId,
				...(this.cookie === undefined ? {} : { cookie: this.cookie }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const session = response.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (session !== undefined) this.cookie = session.split(';', 1)[0];
		return response;
	}
}
