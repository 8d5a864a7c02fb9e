import { join } from 'node:path';
import { N8nInstance, type N8nRole } from './n8n-instance';
import { n8nLocation } from './n8n-location';
import type { CredentialReference, LoadedNodeType, WorkflowJson } from './n8n-session';
import { installPackage, packageName, packPackage } from './node-package';
import { OwnFolder } from './own-folder';
import { demoWorkflows, fillIn, publishedTemplates, readDemoWorkflow, readTemplate, templateNames, type TemplateName } from './templates';
import { DemoWorld, type WorldOptions } from './world';
import { waitUntil } from './wait-until';

export interface DemoOptions {
	/** Told what is being done, one line each. */
	readonly report: (text: string) => void;
	/** Multiplies Amazon's usage plans: a demo must not wait three minutes for each search. */
	readonly planFactor?: number;
	readonly seed?: number;
	readonly storeSpeed?: WorldOptions['storeSpeed'];
	readonly webhookTransport?: WorldOptions['webhookTransport'];
	/** Further environment variables of n8n. The demo needs none. */
	readonly n8nSettings?: Readonly<Record<string, string>>;
	/** All that n8n does, in one process, when left out. */
	readonly n8nRole?: N8nRole;
}

type InstallOptions = Pick<DemoOptions, 'report' | 'n8nSettings' | 'n8nRole'>;

const firstPollWithinMs = 120_000;
const notify = 'notify' satisfies TemplateName;

/** It names the workflow that tells when it stops. */
const watched = async (workflow: WorkflowJson): Promise<WorkflowJson> => ({
	...workflow,
	settings: { ...workflow.settings, errorWorkflow: (await readTemplate('error-mail')).id },
});

/** All templates with their credentials chosen. */
async function readAllTemplates(
	types: readonly LoadedNodeType[],
	credentials: readonly CredentialReference[],
): Promise<ReadonlyMap<TemplateName, WorkflowJson>> {
	const entries = templateNames.map(async (name): Promise<readonly [TemplateName, WorkflowJson]> => {
		const template = fillIn(await readTemplate(name), types, credentials);
		return [name, name === 'error-mail' || name === notify ? template : await watched(template)];
	});
	return new Map(await Promise.all(entries));
}

/** The sandbox and a real n8n with the nodes, the credentials and the templates in it. */
export class Demo {
	readonly world: DemoWorld;
	readonly n8n: N8nInstance;
	readonly credentials: readonly CredentialReference[];
	private readonly byName: ReadonlyMap<TemplateName, WorkflowJson>;
	private readonly folder: OwnFolder;
	/** The packed nodes. */
	readonly tarball: string;
	private tellsPeople = false;
	/** Others on the same world; they go first. */
	private readonly others: Demo[] = [];

	private constructor(
		world: DemoWorld,
		n8n: N8nInstance,
		folder: OwnFolder,
		credentials: readonly CredentialReference[],
		byName: ReadonlyMap<TemplateName, WorkflowJson>,
		tarball: string,
	) {
		this.world = world;
		this.n8n = n8n;
		this.folder = folder;
		this.credentials = credentials;
		this.byName = byName;
		this.tarball = tarball;
	}

	/** Everything up to the import; nothing is published yet. */
	static async prepare({ planFactor = 1000, seed = 1, storeSpeed, webhookTransport, ...options }: DemoOptions): Promise<Demo> {
		const { report } = options;
		const folder = new OwnFolder('demo');
		report('Building and packing the nodes');
		const tarball = await packPackage(join(folder.path, 'package'), n8nLocation().node);
		report('Starting the sandbox');
		const world = await DemoWorld.start({
			planFactor,
			seed,
			...(storeSpeed === undefined ? {} : { storeSpeed }),
			...(webhookTransport === undefined ? {} : { webhookTransport }),
		});
		try {
			return await Demo.install(world, folder, tarball, options);
		} catch (error) {
			await world.stop();
			throw error;
		}
	}

	/** One more n8n, with a memory of its own, on the same Amazon account and the same store. */
	async another(options: InstallOptions): Promise<Demo> {
		const other = await Demo.install(this.world, new OwnFolder('demo'), this.tarball, options);
		this.others.push(other);
		return other;
	}

	private static async install(
		world: DemoWorld,
		folder: OwnFolder,
		tarball: string,
		{ report, n8nSettings, n8nRole }: InstallOptions,
	): Promise<Demo> {
		const location = n8nLocation();
		const n8n = await N8nInstance.prepare(location, join(folder.path, 'user'), n8nSettings, n8nRole);
		try {
			report('Installing the nodes into n8n, as n8n installs community packages');
			await installPackage(n8n.userFolder, tarball, location.node);
			report('Starting n8n (usually 10 s)');
			await n8n.start();
			const session = n8n.session;
			const types = await session.nodeTypes(packageName);
			if (types.length === 0) throw new Error(`n8n did not load ${packageName}; see ${n8n.logFile}`);
			const credentials = [
				await session.createCredential('amazonSellingPartnerApi', 'Amazon (sandbox)', world.amazonCredential()),
				await session.createCredential('wooCommerceStoreApi', 'WooCommerce (sandbox)', world.wooCommerceCredential()),
				await session.createCredential('smtp', 'Mail (sandbox)', world.smtpCredential()),
			];
			const templates = await readAllTemplates(types, credentials);
			for (const template of templates.values()) await session.importWorkflow(template);
			for (const name of demoWorkflows) {
				const workflow = await watched(fillIn(await readDemoWorkflow(name), types, credentials));
				await session.importWorkflow(workflow);
				await session.publish(workflow.id);
			}
			return new Demo(world, n8n, folder, credentials, templates, tarball);
		} catch (error) {
			await n8n.kill();
			folder.remove();
			throw error;
		}
	}

	/** Links the three-pack with its single product, by the Match Product node. */
	async linkListings(): Promise<void> {
		for (const link of this.world.links()) await this.n8n.session.callWebhook('storebridge-demo-link', link);
	}

	/** The shipped templates as they were imported. */
	get templates(): readonly WorkflowJson[] {
		return [...this.byName.values()];
	}

	template(name: TemplateName): WorkflowJson {
		const found = this.byName.get(name);
		if (found === undefined) throw new Error(`There is no template ${name}`);
		return found;
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
			await waitUntil(() => this.world.shop.hooks.active().length > 0, { what: "the store's webhook", withinMs: firstPollWithinMs });
		}
	}

	/** @param keepFolder leaves n8n's folder with its log in place, for looking into what went wrong */
	async stop({ keepFolder = false }: { readonly keepFolder?: boolean } = {}): Promise<void> {
		await this.endN8n({ keepFolder });
		await this.world.stop();
	}

	private async endN8n({ keepFolder }: { readonly keepFolder: boolean }): Promise<void> {
		for (const other of this.others) await other.endN8n({ keepFolder });
		await this.n8n.stop();
		if (keepFolder) this.folder.keep();
		else this.folder.remove();
	}
}
