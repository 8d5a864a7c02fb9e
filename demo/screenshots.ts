import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Cycle, untilSeedShownMs, untilShownMs } from './cycle';
import { Demo } from './demo';
import { EditorBrowser } from './editor-browser';
import { Interrupts } from './interrupts';
import { packageName } from './node-package';
import type { WorkflowJson } from './n8n-session';
import type { TemplateName } from './templates';
import { waitUntil } from './wait-until';

const imageFolder = join(__dirname, '..', 'docs', 'images');
const withinMs = 5 * 60_000;

/** In a Shopify shop: canvases, and panels of what only it has. */
const SHOPIFY_PANELS = [
	['amazon-orders-to-woocommerce', 'amazon-orders-to-shopify', []],
	['woocommerce-paid-orders-to-amazon', 'shopify-paid-orders-to-amazon', ['shopifyOrderTrigger']],
	['amazon-tracking-to-woocommerce', 'amazon-tracking-to-shopify', []],
	['amazon-products-to-woocommerce', 'amazon-products-to-shopify', []],
] as const satisfies readonly (readonly [TemplateName, picture: string, types: readonly string[]])[];

const report = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

const nodesOf = (workflow: WorkflowJson, type: string): readonly string[] =>
	workflow.nodes.filter((node) => node.type === `${packageName}.${type}`).map(({ name }) => name);

const one = (workflow: WorkflowJson, type: string): string => {
	const [name] = nodesOf(workflow, type);
	if (name === undefined) throw new Error(`${workflow.name} has no ${type}`);
	return name;
};

/** An execution of real orders to look at: the first that ended well had all of them. */
const firstExecution = async (demo: Demo, workflowId: string): Promise<string> => {
	const done = (await demo.n8n.session.executions(workflowId)).findLast(({ status }) => status === 'success');
	if (done === undefined) throw new Error('No execution ended well');
	return done.id;
};

const shipping = 'shipped-orders-to-amazon' satisfies TemplateName;

/** The shop packs what Amazon sold, and Amazon refuses some numbers. @returns an execution in which it refused one */
const refusedExecution = async (demo: Demo, cycle: Cycle): Promise<string> => {
	const { session } = demo.n8n;
	await demo.publishTemplates([shipping]);
	await cycle.settle();
	demo.world.shipping.begin();
	demo.world.advance(untilShownMs);
	const isRefused = async (id: string): Promise<boolean> => JSON.stringify(await session.execution(id)).includes('confirmationRefused');
	return await waitUntil(
		async () => {
			for (const { id, status } of await session.executions(demo.template(shipping).id))
				if (status === 'success' && (await isRefused(id))) return id;
			return undefined;
		},
		{ what: 'a confirmation that Amazon refuses', withinMs, everyMs: 1500 },
	);
};

/** Each template's canvas, and the panels of these of its nodes. */
const PANELS = [
	['amazon-orders-to-woocommerce', ['amazonOrderTrigger', 'matchProduct', 'saveOrder']],
	['repair', ['orderSyncLog']],
	['notify', []],
	['woocommerce-paid-orders-to-amazon', ['wooCommerceOrderTrigger', 'amazonMultiChannelFulfillment']],
	['amazon-tracking-to-woocommerce', ['confirmShipment']],
	['match-products', [['matchProduct', 'matchCatalog']]],
	['amazon-products-to-woocommerce', ['saveProduct']],
	['store-stock-to-amazon', ['wooCommerceStockTrigger', 'storebridge', 'pushStock']],
	['fba-stock-to-woocommerce', []],
	['nightly-stock-compare', []],
	['shipped-orders-to-amazon', [['confirmShipment', 'confirmShipment-amazon']]],
	['cancellations', ['cancelAmazonOrder']],
	['nightly-reconciliation', [['orderSyncLog', 'reconcile']]],
	['erase-personal-data', [['orderSyncLog', 'erase']]],
	['retry-and-daily-digest', []],
	['late-shipment-watch', []],
	['connection-watch', [['storebridge', 'connection']]],
] as const satisfies readonly (readonly [TemplateName, readonly (string | readonly [type: string, picture: string])[]])[];

/** Pictures for the documentation, from a real n8n with real executions on the sandbox's orders. */
const takePictures = async (demo: Demo, browser: EditorBrowser, refused: string): Promise<void> => {
	const template = demo.template('amazon-orders-to-woocommerce');
	const picture = async (name: string): Promise<void> => {
		await browser.picture(join(imageFolder, `${name}.png`));
		report(`docs/images/${name}.png`);
	};

	for (const [name, types] of PANELS) {
		const shown = demo.template(name);
		await browser.openWorkflow(shown.id);
		await picture(name);
		for (const node of types) {
			const [type, called] = typeof node === 'string' ? [node, node] : node;
			await browser.openNode(one(shown, type));
			await picture(`panel-${called}`);
			await browser.closeNode();
		}
	}
	const [, shopify] = demo.pairs;
	if (shopify === undefined) throw new Error('The demo has no Shopify shop');
	for (const [name, called, types] of SHOPIFY_PANELS) {
		const shown = shopify.template(name);
		await browser.openWorkflow(shown.id);
		await picture(called);
		for (const type of types) {
			await browser.openNode(one(shown, type));
			await picture(`panel-${type}`);
			await browser.closeNode();
		}
	}
	const credential = shopify.credentials.find(({ type }) => type === 'shopifyStoreApi');
	if (credential !== undefined) {
		await browser.openCredential(credential.id);
		await picture('credential-shopify');
	}
	await browser.openWorkflow(template.id);
	// The creator leaves the word "Trigger" out of names.
	await browser.searchNodes('Amazon', 'Amazon Order');
	await picture('search-amazon');
	await browser.searchNodes('Storebridge', 'Save Order');
	await picture('search-storebridge');

	await browser.openExecution(template.id, await firstExecution(demo, template.id));
	await picture('execution');
	await browser.openNode(one(template, 'saveOrder'));
	await picture('execution-saved');
	await browser.showOutput('Needs Attention', 'attention', 'attention');
	await picture('execution-needs-attention');

	const shipped = demo.template(shipping);
	await browser.openExecution(shipped.id, refused);
	await browser.openNode(one(shipped, 'confirmShipment'));
	await browser.showOutput('Needs Attention', 'attention', 'attention');
	await picture('confirmation-refused');
};

const main = async (): Promise<void> => {
	const chromiumPath = process.env.CHROMIUM_PATH;
	if (chromiumPath === undefined) throw new Error('No browser is known here. Start this by npm run screenshots.');
	new Interrupts();
	await mkdir(imageFolder, { recursive: true });
	const demo = await Demo.prepare({ report, stores: ['woocommerce', 'shopify'] });
	try {
		await demo.linkListings();
		await demo.publishTemplates();
		const cycle = new Cycle(demo, withinMs);
		await cycle.settle();
		const seeded = demo.world.placeSeed(40, 1);
		demo.world.advance(untilSeedShownMs);
		await cycle.pollNow();
		await cycle.untilDone(seeded);
		const refused = await refusedExecution(demo, cycle);
		const browser = await EditorBrowser.open(demo.n8n.url, demo.n8n.session.owner, chromiumPath);
		try {
			await takePictures(demo, browser, refused);
		} finally {
			await browser.close();
		}
	} finally {
		await demo.stop();
	}
};

main().then(
	() => process.exit(),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
		process.exit(1);
	},
);
