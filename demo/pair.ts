import type { N8nInstance } from './n8n-instance';
import type { CredentialReference, LoadedNodeType, WorkflowJson } from './n8n-session';
import { pathOf } from './store-choice';
import type { StoreName } from './stores/store-name';
import { demoWorkflows, fillIn, publishedTemplates, readDemoWorkflow, readTemplate, templateNames, type TemplateName } from './templates';
import { waitUntil } from './wait-until';
import type { DemoWorld } from './world';

const firstPollWithinMs = 120_000;
const notify = 'notify' satisfies TemplateName;

/** A store and its seller account, with the workflows that join them in an n8n. */
export class Pair {
	readonly world: DemoWorld;
	readonly n8n: N8nInstance;
	readonly credentials: readonly CredentialReference[];
	private readonly byName: ReadonlyMap<TemplateName, WorkflowJson>;
	private tellsPeople = false;

	protected constructor({ world, n8n, credentials, byName }: PairParts) {
		this.world = world;
		this.n8n = n8n;
		this.credentials = credentials;
		this.byName = byName;
	}

	/** Everything up to the import; of the templates none is published yet. */
	static async install(world: DemoWorld, n8n: N8nInstance, types: readonly LoadedNodeType[]): Promise<Pair> {
		return new Pair(await importAll(world, n8n, types));
	}

	/** The shipped templates as they were imported. */
	get templates(): readonly WorkflowJson[] {
		return [...this.byName.values()];
	}

	/** What the store has for this. */
	template(name: TemplateName): WorkflowJson {
		const found = this.byName.get(name);
		if (found === undefined) throw new Error(`There is no template ${name}`);
		return found;
	}

	/** Calls a workflow of the demo itself. */
	async callWebhook(path: string, body: unknown): Promise<unknown> {
		return await this.n8n.session.callWebhook(pathOf(path, this.world.store.name), body);
	}

	/** The same, of one that answers with a file. */
	async fileFromWebhook(path: string, body: unknown): Promise<Blob> {
		return await this.n8n.session.fileFromWebhook(pathOf(path, this.world.store.name), body);
	}

	/** Links the three-pack with its single product, by the Match Product node. */
	async linkListings(): Promise<void> {
		for (const link of this.world.links()) await this.callWebhook('storebridge-demo-link', link);
	}

	/** Publishes templates and returns when the sandbox has seen their first poll and webhook: from then on orders count. */
	async publishTemplates(names: readonly TemplateName[] = publishedTemplates): Promise<void> {
		const { session } = this.n8n;
		const before = this.world.searches();
		// n8n publishes no workflow before those that it calls.
		for (const name of names.includes(notify) || this.tellsPeople ? names : ([notify, ...names] as const))
			await session.publish(this.template(name).id);
		this.tellsPeople = true;
		if (names.includes('amazon-orders-to-woocommerce')) {
			await waitUntil(() => this.world.searches() > before, { what: 'the first poll of Amazon', withinMs: firstPollWithinMs });
		}
		if (names.includes('woocommerce-paid-orders-to-amazon')) {
			await waitUntil(() => this.world.store.activeHooks() > 0, { what: "the store's webhook", withinMs: firstPollWithinMs });
		}
	}
}

export interface PairParts {
	readonly world: DemoWorld;
	readonly n8n: N8nInstance;
	readonly credentials: readonly CredentialReference[];
	readonly byName: ReadonlyMap<TemplateName, WorkflowJson>;
}

/** It names the workflow that tells when it stops. */
const watched = async (workflow: WorkflowJson, store: StoreName): Promise<WorkflowJson> => ({
	...workflow,
	settings: { ...workflow.settings, errorWorkflow: (await readTemplate('error-mail', store)).id },
});

/** All templates with the store and their credentials chosen. */
async function readAllTemplates(
	types: readonly LoadedNodeType[],
	credentials: readonly CredentialReference[],
	store: StoreName,
): Promise<ReadonlyMap<TemplateName, WorkflowJson>> {
	const entries = templateNames.map(async (name): Promise<readonly [TemplateName, WorkflowJson]> => {
		const template = fillIn(await readTemplate(name, store), types, credentials, store);
		return [name, name === 'error-mail' || name === notify ? template : await watched(template, store)];
	});
	return new Map(await Promise.all(entries));
}

export async function importAll(world: DemoWorld, n8n: N8nInstance, types: readonly LoadedNodeType[]): Promise<PairParts> {
	const { session } = n8n;
	const { name: store, displayName, credential } = world.store;
	const whose = store === 'woocommerce' ? 'sandbox' : `sandbox, for ${displayName}`;
	const credentials = [
		await session.createCredential('amazonSellingPartnerApi', `Amazon (${whose})`, world.amazonCredential()),
		await session.createCredential(credential.type, `${displayName} (sandbox)`, world.storeCredential()),
		await session.createCredential('smtp', `Mail (${whose})`, world.smtpCredential()),
	];
	const byName = await readAllTemplates(types, credentials, store);
	for (const template of byName.values()) await session.importWorkflow(template);
	for (const name of demoWorkflows) {
		const workflow = await watched(fillIn(await readDemoWorkflow(name, store), types, credentials, store), store);
		await session.importWorkflow(workflow);
		await session.publish(workflow.id);
	}
	return { world, n8n, credentials, byName };
}
