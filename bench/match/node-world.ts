import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AmazonSellingPartnerApi } from '../../credentials/AmazonSellingPartnerApi.credentials';
import { StorebridgeDatabaseApi } from '../../credentials/StorebridgeDatabaseApi.credentials';
import { WooCommerceStoreApi } from '../../credentials/WooCommerceStoreApi.credentials';
import { amazonFields } from '../../demo/filled-in';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import type { ListingSeed } from '../../sandbox/seed/listings-seed';
import { createWooCommerce, defaultKey } from '../../sandbox/woocommerce/index';
import { systemClock } from '../../src/host/clock';
import { Engine, type EngineCredential, type RunResult } from '../../test/harness/engine';
import { SourceNodeTypes } from '../../test/harness/source-node-types';
import { listen } from '../idle/counted';
import { moveTime, moveTimeBack } from '../idle/moved-time';
import { NOTHING_COUNTED, type Counted } from '../row';

const GERMANY = 'A1PA6795UKMFR9';

/** Where a node waits, as for a report, time passes at once, for the stand-ins too. */
function letWaitsPass(): () => void {
	const { sleep } = systemClock;
	systemClock.sleep = async (ms, signal) => {
		signal?.throwIfAborted();
		moveTime(ms);
		await new Promise((resolve) => setImmediate(resolve));
	};
	return () => {
		systemClock.sleep = sleep;
		moveTimeBack();
	};
}

/** n8n's engine with Match Product, a seller account and a store that sell the goods of a seed. */
export class NodeWorld {
	private readonly engine = new Engine(
		new SourceNodeTypes([new AmazonSellingPartnerApi(), new WooCommerceStoreApi(), new StorebridgeDatabaseApi()]),
	);

	private constructor(
		private readonly sandbox: Sandbox,
		private readonly folder: string,
		private readonly endPassing: () => void,
	) {}

	/** @param variationsRoute whether the store lists the variations of all parents at once; older ones do not */
	static async start({ listings, products }: ListingSeed, variationsRoute: boolean): Promise<NodeWorld> {
		listen();
		const folder = await mkdtemp(join(tmpdir(), 'storebridge-match-'));
		process.env['N8N_USER_FOLDER'] = folder;
		const sandbox = await startSandbox({
			// A call that is sent a moment too soon is sent twice: how many there are would hang on the machine.
			planFactor: 1000,
			// Tests hold every request and answer against Amazon's models; here it would be measured too.
			validate: false,
			standIns: {
				woocommerce: ({ clock, random }) => createWooCommerce({ clock, random, products, settings: { variationsRoute } }),
			},
		});
		// The goods of the demo's orders.
		for (const { sku } of sandbox.amazon.listings.all()) sandbox.amazon.listings.remove(sku);
		sandbox.amazon.listings.load(listings);
		return new NodeWorld(sandbox, folder, letWaitsPass());
	}

	async stop(): Promise<void> {
		this.endPassing();
		await this.sandbox.stop();
		await rm(this.folder, { recursive: true, force: true });
	}

	/** One run of Match Product over the whole catalog. */
	async match(): Promise<RunResult> {
		const result = await this.engine.runWorkflow({
			nodes: [
				{
					name: 'Match',
					type: 'n8n-nodes-storebridge.matchProduct',
					parameters: { operation: 'matchCatalog', marketplaces: [GERMANY] },
					credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
				},
			],
			credentials: this.credentials(),
			items: [{}],
		});
		if (result.error !== undefined) throw result.error;
		return result;
	}

	resetCounts(): void {
		this.sandbox.resetCounts();
	}

	counted(standIn: 'amazon' | 'woocommerce'): Counted {
		const { calls = 0, writes = 0, tokens = 0, transfers = 0, polls = 0 } = this.sandbox.counts()[standIn] ?? {};
		const quotaSeconds = standIn === 'amazon' ? Math.round(this.sandbox.quotaSeconds()) : 0;
		return { ...NOTHING_COUNTED, calls, writes, tokens, transfers, polls, quotaSeconds };
	}

	private credentials(): Record<string, EngineCredential> {
		const [account] = this.sandbox.amazonCredentials();
		const { consumerKey, consumerSecret } = defaultKey;
		if (account === undefined) throw new Error('The sandbox has no seller account');
		const { amazon: endpoint = '', woocommerce: url = '' } = this.sandbox.urls;
		return {
			Amazon: { type: 'amazonSellingPartnerApi', data: { ...amazonFields(account), endpoint } },
			Store: { type: 'wooCommerceStoreApi', data: { url, consumerKey, consumerSecret } },
		};
	}
}
