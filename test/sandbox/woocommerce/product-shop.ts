import type { SandboxResponse } from '../../../sandbox/kernel/contract';
import { start } from './mug-shop';
import { Player } from './replay/player';

type Fields = Readonly<Record<string, unknown>>;

export interface Answer {
	readonly status: number;
	readonly body: Fields;
	/** Of an error. */
	readonly code: unknown;
	readonly total: string | undefined;
}

/** A store that is asked as a client asks it. */
export class ProductShop {
	readonly player: Player;

	constructor(options: ConstructorParameters<typeof Player>[1] = {}) {
		this.player = new Player(start, options);
	}

	async ask(method: string, path: string, body?: unknown): Promise<Answer> {
		const answer: SandboxResponse = await this.player.send({
			method,
			path: `/wp-json/wc/v3/${path}`,
			...(body === undefined ? {} : { body }),
		});
		const seen = JSON.parse(JSON.stringify(answer.body)) as Fields;
		return { status: answer.status, body: seen, code: seen['code'], total: answer.headers?.['x-wp-total'] };
	}

	async make(body: unknown): Promise<number> {
		const { status, body: made } = await this.ask('POST', 'products', body);
		if (status !== 201) throw new Error(JSON.stringify(made));
		return Number(made['id']);
	}

	async list(path: string): Promise<readonly Fields[]> {
		return (await this.ask('GET', path)).body as unknown as readonly Fields[];
	}

	control(action: string, fields: Fields = {}): Promise<unknown> {
		return this.player.store.control(action, fields);
	}

	damage(): readonly string[] {
		return this.player.store.damage().map(({ kind, detail }) => `${kind}: ${detail}`);
	}
}
