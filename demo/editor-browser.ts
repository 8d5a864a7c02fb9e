import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, selectors, type BrowserContext, type Locator, type Page } from 'playwright-core';
import type { Owner } from './n8n-session';
import { waitUntil } from './wait-until';

const flags = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const waitMs = 60_000;

/** n8n's editor in a browser without a window, logged in as the owner. */
export class EditorBrowser {
	readonly page: Page;
	private readonly context: BrowserContext;
	private readonly baseUrl: string;
	private readonly profileFolder: string;

	private constructor(page: Page, context: BrowserContext, baseUrl: string, profileFolder: string) {
		this.page = page;
		this.context = context;
		this.baseUrl = baseUrl;
		this.profileFolder = profileFolder;
	}

	/** @param chromiumPath binary of a Chromium, see scripts/bootstrap.mjs --chromium */
	static async open(baseUrl: string, owner: Owner, chromiumPath: string): Promise<EditorBrowser> {
		// n8n marks its elements with data-test-id; playwright looks for data-testid otherwise.
		selectors.setTestIdAttribute('data-test-id');
		const profileFolder = await mkdtemp(join(tmpdir(), 'storebridge-browser-'));
		const context = await chromium.launchPersistentContext(profileFolder, {
			executablePath: chromiumPath,
			args: flags,
			viewport: { width: 1400, height: 860 },
			reducedMotion: 'reduce',
			locale: 'en-GB',
			timezoneId: 'UTC',
		});
		context.setDefaultTimeout(waitMs);
		// The editor asks servers of n8n for news and templates; pictures must not depend on their answers.
		const isLocal = (url: URL): boolean =>
			url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.protocol === 'data:' || url.protocol === 'blob:';
		await context.route(
			(url) => !isLocal(url),
			async (route) => await route.abort(),
		);
		const page = context.pages()[0] ?? (await context.newPage());
		const browser = new EditorBrowser(page, context, baseUrl, profileFolder);
		await browser.logIn(owner);
		return browser;
	}

	async close(): Promise<void> {
		await this.context.close();
		await rm(this.profileFolder, { recursive: true, force: true });
	}

	/** Shows a workflow, all of it in view. */
	async openWorkflow(workflowId: string): Promise<void> {
		await this.page.goto(`${this.baseUrl}/workflow/${workflowId}`);
		await this.canvasNodes().first().waitFor();
		await this.fitView();
	}

	/** Shows a credential as its owner fills it in. */
	async openCredential(id: string): Promise<void> {
		await this.page.goto(`${this.baseUrl}/home/credentials/${id}`);
		await this.page.getByTestId('editCredential-modal').waitFor();
		await this.loaded();
	}

	/** Opens the panel of a node of the workflow shown. */
	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.page.getByTestId('ndv').waitFor();
		await this.loaded();
	}

	/** Shows one output of the open node as a list of the fields found by a search: tables of orders are wide. */
	async showOutput(name: string, search: string, expected: string): Promise<void> {
		const output = this.page.getByTestId('output-panel');
		await output.getByText(name).first().click();
		await output.getByTestId('radio-button-schema').click();
		await output.getByTestId('ndv-search').click();
		await output.getByTestId('ndv-search').fill(search);
		await output.getByText(expected, { exact: true }).first().waitFor();
		await this.loaded();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	/** Opens the node creator and types into its search, until a node named `expected` is among what it finds. */
	async searchNodes(text: string, expected: string): Promise<void> {
		if (!(await this.page.getByTestId('node-creator-search-bar').isVisible()))
			await this.page.getByTestId('node-creator-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		await this.page.getByTestId('node-creator-item-name').getByText(expected, { exact: true }).first().waitFor();
	}

	/** Shows a finished execution; the panels of its nodes show what went in and out. */
	async openExecution(workflowId: string, executionId: string): Promise<void> {
		await this.page.goto(`${this.baseUrl}/workflow/${workflowId}/executions/${executionId}`);
		await this.page
			.getByTestId('canvas-node-status-mark-success')
			.or(this.page.getByTestId('canvas-node-status-mark-error'))
			.first()
			.waitFor();
		await this.fitView();
	}

	/** A PNG of what is shown. */
	async picture(path: string): Promise<void> {
		await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
	}

	/** Panels fetch their choices and data after they have opened. */
	private async loaded(): Promise<void> {
		await this.page.waitForLoadState('networkidle');
		const waiting = this.page.getByText('Loading fields');
		await waitUntil(async () => (await waiting.count()) === 0, { what: 'the fields of the panel', withinMs: waitMs });
	}

	private async fitView(): Promise<void> {
		await this.page
			.locator('.vue-flow__pane')
			.first()
			.click({ position: { x: 5, y: 5 } });
		await this.page.keyboard.press('1');
	}

	private canvasNodes(): Locator {
		return this.page.getByTestId('canvas-node');
	}

	private async logIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.baseUrl}/signin`);
		await this.page.getByTestId('emailOrLdapLoginId').locator('input').fill(email);
		await this.page.getByTestId('password').locator('input').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	}
}
