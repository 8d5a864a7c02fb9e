import { inspect } from 'node:util';
import { z } from 'zod';
import { PlatformError } from '../../../src/domain/platform-error';
import { ShopifyClient, type ClientSettings } from '../../../src/platforms/shopify/client';
import type { Connection } from '../../../src/platforms/shopify/connection';
import { document } from '../../../src/platforms/shopify/document';
import type { Clock } from '../../../src/ports/clock';
import { json, startMisbehavingServer, type MisbehavingServer } from '../woocommerce/misbehaving-server';

const SECRETS = ['shpat_planted_token', 'Planted Buyer', 'planted@marketplace.amazon.de', 'Planted Street 1'];
export const READ = document(
	'query Read { shop { id name } }',
	z.object({ shop: z.object({ id: z.string(), name: z.string().nullish() }) }),
);
export const WRITE = document(
	'mutation Write($name: String) { make(name: $name) { id userErrors { message } } }',
	z.object({ make: z.object({ id: z.string(), userErrors: z.array(z.object({ message: z.string() })) }) }),
);
const PERSONAL = { name: 'Planted Buyer', email: 'planted@marketplace.amazon.de', street: 'Planted Street 1' };
export const SHOP = { data: { shop: { id: 'gid://shopify/Shop/1', name: 'Shop' } } };
export const MADE = { data: { make: { id: '5', userErrors: [] } } };

/** Fails where `work` does not, or where its error tells more than it may. */
export async function failure(work: () => Promise<unknown>): Promise<PlatformError> {
	try {
		await work();
	} catch (error) {
		expect(error).toBeInstanceOf(PlatformError);
		const shown = [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), (error as Error).stack].join('\n');
		for (const secret of SECRETS) expect(shown).not.toContain(secret);
		expect((error as Error).cause).toBeUndefined();
		return error as PlatformError;
	}
	throw new Error('it did not fail');
}

let clients = 0;

/** A shop that answers exactly what a test tells it to, and clients that wait without waiting. */
export class MisbehavingShop {
	/** How long was waited, each time. */
	readonly waits: number[] = [];
	private now = Date.now();
	private readonly clock: Clock = {
		now: () => this.now,
		sleep: async (ms) => {
			this.waits.push(ms);
			this.now += ms;
			await Promise.resolve();
		},
	};

	private constructor(readonly server: MisbehavingServer) {}

	static async open(): Promise<MisbehavingShop> {
		return new MisbehavingShop(await startMisbehavingServer());
	}

	client(connection: Partial<Connection> = {}, more: Partial<ClientSettings> = {}): ShopifyClient {
		// What is remembered of one app is not taken for another.
		clients += 1;
		return new ShopifyClient(
			{
				shop: 'my-shop.myshopify.com',
				entrance: { way: 'token', accessToken: `shpat_planted_token_${clients}` },
				webhookSecrets: [],
				locations: [],
				endpoint: this.server.url,
				...connection,
			},
			{ clock: this.clock, budgetMs: 60_000, ...more },
		);
	}

	async writing(more: Partial<ClientSettings> = {}): Promise<PlatformError> {
		return await failure(async () => await this.client({}, more).mutate(WRITE, PERSONAL));
	}

	async reading(more: Partial<ClientSettings> = {}): Promise<PlatformError> {
		return await failure(async () => await this.client({}, more).query(READ));
	}

	/** One after the other; the last for ever. */
	answer(...answers: readonly unknown[]): void {
		this.server.behave((response, _, count) => {
			json(response, 200, answers[Math.min(count, answers.length) - 1]);
		});
	}
}
