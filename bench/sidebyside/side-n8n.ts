import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { amazonFields, smtpFields } from '../../demo/filled-in';
import { N8nInstance } from '../../demo/n8n-instance';
import { n8nLocation } from '../../demo/n8n-location';
import type { WorkflowJson } from '../../demo/n8n-session';
import { installPackage, packageName, packPackage } from '../../demo/node-package';
import { fillIn, readTemplate } from '../../demo/templates';
import { MailInbox, startSmtpCatcher } from '../../sandbox/mail/index';
import type { World } from '../orders/world';
import type { Way } from '../row';
import { ownNodesWorkflow } from './own-nodes';

/** A user folder of n8n with the package in it, to be copied for each run. */
export class PreparedFolder {
	private constructor(readonly path: string) {}

	static async make(): Promise<PreparedFolder> {
		const { node } = n8nLocation();
		const path = await mkdtemp(join(tmpdir(), 'storebridge-side-'));
		await installPackage(path, await packPackage(join(path, 'package'), node), node);
		return new PreparedFolder(path);
	}

	async copy(): Promise<string> {
		const folder = await mkdtemp(join(tmpdir(), 'storebridge-side-'));
		await cp(join(this.path, '.n8n'), join(folder, '.n8n'), { recursive: true });
		return folder;
	}

	async remove(): Promise<void> {
		await rm(this.path, { recursive: true, force: true });
	}
}

/** A fresh n8n with the workflow of one way, not published. The package is in it whichever way it is. */
export class SideN8n {
	private constructor(
		readonly n8n: N8nInstance,
		readonly workflow: WorkflowJson,
		private readonly stopMail: () => Promise<void>,
	) {}

	static async start(way: Way, world: World, prepared: PreparedFolder): Promise<SideN8n> {
		const mail = await startSmtpCatcher(new MailInbox(), world.sandbox.clock);
		const n8n = await N8nInstance.prepare(n8nLocation(), await prepared.copy());
		try {
			await n8n.start();
			const { session } = n8n;
			const { amazon, store } = world.connections;
			const keys = { url: store.url, consumerKey: store.consumerKey, consumerSecret: store.consumerSecret };
			const credentials = [
				await session.createCredential('amazonSellingPartnerApi', 'Amazon', amazonFields(amazon)),
				await session.createCredential('wooCommerceStoreApi', 'Store', keys),
				await session.createCredential('wooCommerceApi', "Store (n8n's own)", keys),
				await session.createCredential('smtp', 'Mail', smtpFields(mail)),
			];
			const types = await session.nodeTypes(packageName);
			if (types.length === 0) throw new Error(`n8n did not load ${packageName}; see ${n8n.logFile}`);
			const own = credentials.find(({ type }) => type === 'wooCommerceApi');
			if (own === undefined) throw new Error('There is no credential');
			const workflow =
				way === 'n8n' ? ownNodesWorkflow(amazon, own) : fillIn(await readTemplate('amazon-orders-to-woocommerce'), types, credentials);
			// n8n publishes no workflow before those that it calls.
			const notify = fillIn(await readTemplate('notify'), types, credentials);
			await session.importWorkflow(notify);
			await session.publish(notify.id);
			return new SideN8n(n8n, workflow, async () => await mail.close());
		} catch (error) {
			await n8n.kill();
			await mail.close();
			throw error;
		}
	}

	get pid(): number {
		const { pid } = this.n8n;
		if (pid === undefined) throw new Error('n8n does not run');
		return pid;
	}

	/** Published in this form from now on. */
	async publish(workflow: WorkflowJson): Promise<void> {
		const { session } = this.n8n;
		await session.importWorkflow(workflow);
		await session.unpublish(workflow.id).catch(() => undefined);
		await session.publish(workflow.id);
	}

	/** How many executions there are, and whether one still runs. */
	async executions(): Promise<{ readonly newest: number; readonly isActive: boolean }> {
		const list = await this.n8n.session.executions(this.workflow.id);
		const failed = list.find(({ status }) => ['error', 'crashed', 'canceled'].includes(status));
		if (failed !== undefined) throw new Error(`Execution ${failed.id} ended as ${failed.status}; see ${this.n8n.logFile}`);
		return {
			newest: Math.max(0, ...list.map(({ id }) => Number(id))),
			isActive: list.some(({ status }) => status === 'new' || status === 'running'),
		};
	}

	/** What n8n keeps of its executions. */
	executionDataMb(): number {
		const database = new DatabaseSync(join(this.n8n.userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
		try {
			const row = database.prepare('SELECT COALESCE(SUM(LENGTH(CAST(data AS BLOB))), 0) AS bytes FROM execution_data').get();
			return Number(row?.['bytes']) / 1024 / 1024;
		} finally {
			database.close();
		}
	}

	/** @param keepFolder for looking into what went wrong */
	async stop({ keepFolder = false } = {}): Promise<void> {
		await this.n8n.stop();
		await this.stopMail();
		if (!keepFolder) await rm(this.n8n.userFolder, { recursive: true, force: true });
	}
}
