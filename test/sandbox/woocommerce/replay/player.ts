import type { Clock, SandboxRequest, SandboxResponse } from '../../../../sandbox/kernel/contract';
import { createWooCommerce, type WooCommerceOptions, type WooCommerceStandIn } from '../../../../sandbox/woocommerce';

/** A clock that stands until it is set; sleeping passes time at once. */
export class SetClock implements Clock {
	private ms: number;

	constructor(start: string) {
		this.ms = Date.parse(start);
	}

	now(): number {
		return this.ms;
	}

	set(at: string): void {
		this.ms = Math.max(this.ms, Date.parse(at));
	}

	advance(ms: number): void {
		this.ms += ms;
	}

	sleep(ms: number): Promise<void> {
		this.ms += ms;
		return Promise.resolve();
	}
}

export interface Sent {
	readonly method: string;
	/** With its query. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

export function requestOf({ method, path, headers = {}, body }: Sent): SandboxRequest {
	const bytes = Buffer.from(body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body));
	const [plain = '', query = ''] = path.split('?');
	return {
		method,
		path: plain,
		query: new URLSearchParams(query),
		rawUrl: path,
		headers: { host: '127.0.0.1:8088', ...(bytes.length > 0 ? { 'content-type': 'application/json' } : {}), ...headers },
		body: bytes,
		json: () => JSON.parse(bytes.toString('utf8')) as unknown,
		clientGone: () => false,
	};
}

export const key = { consumerKey: 'ck_test', consumerSecret: 'cs_test', permissions: 'read_write' } as const;

export function basic(consumerKey: string = key.consumerKey, consumerSecret: string = key.consumerSecret): Record<string, string> {
	return { authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}` };
}

/** A store on https that takes Basic keys, asked without a server in between. */
export class Player {
	readonly clock: SetClock;
	readonly store: WooCommerceStandIn;

	constructor(start: string, options: Partial<WooCommerceOptions> = {}) {
		this.clock = new SetClock(start);
		this.store = createWooCommerce({ clock: this.clock, https: true, keys: [key], origin: 'http://127.0.0.1:8088', ...options });
	}

	send(sent: Sent): Promise<SandboxResponse> {
		return this.store.handle(requestOf({ ...sent, headers: { ...basic(), ...sent.headers } }));
	}

	/** Sends to `/wp-json/wc/v3/<path>` and gives back the body; fails on an error the caller did not ask for. */
	async ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
		const response = await this.send({ method, path: `/wp-json/wc/v3/${path}`, ...(body === undefined ? {} : { body }) });
		if (response.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(response.body)}`);
		return response.body as Record<string, unknown>;
	}
}
