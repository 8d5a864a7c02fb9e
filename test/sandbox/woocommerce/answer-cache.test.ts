import type { SandboxResponse } from '../../../sandbox/kernel/contract';
import { order, shop, start } from './mug-shop';
import type { Player } from './replay/player';

const path = '/wp-json/wc/v3/orders';

async function get(player: Player, query: string, headers: Readonly<Record<string, string>> = {}): Promise<SandboxResponse> {
	return await player.send({ method: 'GET', path: `${path}?${query}`, headers });
}

function hit({ headers = {} }: SandboxResponse): string | undefined {
	return headers['x-litespeed-cache'];
}

function idsIn({ body }: SandboxResponse): readonly number[] {
	return (JSON.parse(String(body)) as readonly { readonly id: number }[]).map(({ id }) => id);
}

describe('a cache in front of the store', () => {
	it('answers a GET from before until its time is over, with the date and the age of that answer', async () => {
		const player = shop();
		player.store.setCache({ mode: 'exact', seconds: 3600 });
		const date = new Date(start).toUTCString();
		const first = await get(player, 'per_page=5');
		expect(first).toMatchObject({ status: 200, headers: { date, 'x-litespeed-cache': 'miss', 'x-wp-total': '0' } });
		expect(first.headers).not.toHaveProperty('age');

		const made = await order(player, {});
		player.clock.advance(60_000);
		const second = await get(player, 'per_page=5');
		expect(second).toMatchObject({ status: 200, headers: { date, age: '60', 'x-litespeed-cache': 'hit', 'x-wp-total': '0' } });
		expect(idsIn(second)).toEqual([]);

		player.clock.advance(3_540_000);
		const third = await get(player, 'per_page=5');
		expect([hit(third), idsIn(third)]).toEqual(['miss', [made.id]]);
	});

	it('keeps answers as they were, also when the order changes; writes pass and purge nothing', async () => {
		const player = shop();
		player.store.setCache({ mode: 'exact' });
		const { id } = await order(player, { billing: { city: 'Kiel' } });
		const one = async (): Promise<SandboxResponse> => await player.send({ method: 'GET', path: `${path}/${id}` });
		await one();
		expect(await player.ask('PUT', `orders/${id}`, { billing: { city: 'Bonn' } })).toMatchObject({ billing: { city: 'Bonn' } });
		expect(JSON.parse(String((await one()).body))).toMatchObject({ billing: { city: 'Kiel' } });
	});

	it('takes another query and no-cache for what they are, when it is exact', async () => {
		const player = shop();
		player.store.setCache({ mode: 'exact' });
		await get(player, 'a=1');
		expect(hit(await get(player, 'a=1'))).toBe('hit');
		expect(hit(await get(player, 'a=2'))).toBe('miss');
		expect(hit(await get(player, 'a=1', { 'cache-control': 'no-cache' }))).toBe('miss');
	});

	it('heeds neither, when it is stubborn, but tells pages apart', async () => {
		const player = shop();
		player.store.setCache({ mode: 'stubborn' });
		await get(player, 'page=1&_=1');
		expect(hit(await get(player, 'page=1&_=2', { 'cache-control': 'no-cache' }))).toBe('hit');
		expect(hit(await get(player, 'page=2&_=1'))).toBe('miss');
		expect(hit(await get(player, 'include[]=3&_=1'))).toBe('miss');
		expect(hit(await get(player, 'include[]=4&_=1'))).toBe('miss');
	});

	it('keeps no errors, and nothing when it is off', async () => {
		const player = shop();
		expect(hit(await get(player, 'a=1'))).toBeUndefined();
		await player.store.control('setCache', { mode: 'exact', seconds: 10 });
		for (let call = 0; call < 2; call += 1) expect(hit(await player.send({ method: 'GET', path: `${path}/999` }))).toBe('miss');
		await expect(player.store.control('setCache', { mode: 'often' })).rejects.toThrow('off, exact, stubborn');
	});
});
