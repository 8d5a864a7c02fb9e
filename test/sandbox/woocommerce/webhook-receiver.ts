import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { createRealClock } from '../../../sandbox/kernel/clock';
import { listen, readBody, type RunningServer } from '../../../sandbox/kernel/http-server';
import type { WebhookConduct } from '../../../sandbox/woocommerce';
import { Player } from './replay/player';

interface Received {
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

type Answer = (response: ServerResponse) => void;

export const secret = 'a1b2c3';
const mug = { name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 50 };
const billing = { first_name: 'Zoë', email: 'zoe@b.example', country: 'DE' };

export const status =
	(code: number, headers: Record<string, string> = {}): Answer =>
	(response) => {
		response.writeHead(code, headers).end('ok');
	};

/** A shop on the machine's own clock that delivers at once. */
export const shop = (webhooks: Partial<WebhookConduct> = {}): Player =>
	new Player('2026-11-21T12:00:00Z', { clock: createRealClock(), products: [mug], webhooks: { delayMs: 0, ...webhooks } });

export const placed = (player: Player, more: Record<string, unknown> = {}): number =>
	(player.store.act('placeOrder', { billing, lines: [{ sku: 'MUG' }], ...more }) as { readonly id: number }).id;

/** The only webhook, when nothing is under way any more. */
export const only = async (player: Player): Promise<Record<string, unknown>> => {
	await player.store.webhooksIdle();
	return player.store.webhooks()[0] ?? {};
};

/** Where a shop sends to; each test begins with nothing received and an answer of 200. */
export class Receiver {
	received: Received[] = [];
	answer: Answer = status(200);

	private constructor(private server?: RunningServer) {}

	static async start(): Promise<Receiver> {
		const receiver = new Receiver();
		receiver.server = await listen(
			createServer((request, response) => {
				void readBody(request).then((body) => {
					receiver.received.push({ headers: request.headers, body: body.toString('utf8') });
					receiver.answer(response);
				});
			}),
		);
		return receiver;
	}

	get url(): string {
		return this.server?.url ?? '';
	}

	clear(): void {
		this.received = [];
		this.answer = status(200);
	}

	/** What came, but for pings. */
	deliveries(): readonly Received[] {
		return this.received.filter(({ headers }) => headers['x-wc-webhook-topic'] !== undefined);
	}

	topics(): readonly unknown[] {
		return this.deliveries().map(({ headers }) => headers['x-wc-webhook-topic']);
	}

	hook(player: Player, topic = 'order.updated', path = '/hook'): Promise<Record<string, unknown>> {
		return player.ask('POST', 'webhooks', { topic, delivery_url: `${this.url}${path}`, secret, status: 'paused' });
	}

	async close(): Promise<void> {
		await this.server?.close();
	}
}
