import type { SequenceName } from '../../../sandbox/woocommerce/store/store-state';
import { exchangesOf, type Exchange, sampleNames } from '../../fixtures/woocommerce-samples';
import { differences } from './replay/compare';
import { Player } from './replay/player';
import { notTold, productStories, type Story } from './replay/product-stories';
import { recordedImages } from './replay/recorded-images';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Ids of what an answer shows as new: of the thing itself, its images, and of the elements of a batch. */
function idsIn(body: unknown): readonly number[] {
	if (Array.isArray(body)) return body.flatMap(idsIn);
	if (!isFields(body)) return [];
	const inner = [body['images'], body['image'], body['create']].flatMap(idsIn);
	return typeof body['id'] === 'number' ? [...inner, body['id']] : inner;
}

function sequenceOf(path: string): SequenceName {
	if (/\/products\/attributes$/.test(path)) return 'attribute';
	return /\/(categories|tags|brands|terms|shipping_classes)/.test(path) ? 'term' : 'post';
}

/** The store gives the next thing the id that it had in the recording. */
function setIds(player: Player, { request, response }: Exchange): void {
	if (request.method === 'GET' || response.status >= 300) return;
	const { products, media, categories, tags, attributes, attributeTerms, sequences } = player.store.records;
	const name = sequenceOf(request.path);
	const tables = name === 'post' ? [products, media] : name === 'attribute' ? [attributes] : [categories, tags, attributeTerms];
	const fresh = idsIn(response.body).filter((id) => id > 0 && !tables.some((table) => (table as ReadonlyMap<number, unknown>).has(id)));
	if (fresh.length > 0) sequences.set(name, Math.min(...fresh));
	const [meta] =
		isFields(response.body) && Array.isArray(response.body['meta_data']) ? (response.body['meta_data'] as readonly Fields[]) : [];
	if (request.method === 'POST' && typeof meta?.['id'] === 'number') sequences.set('meta', meta['id']);
}

function addressOf({ path, query = {} }: Exchange['request']): string {
	const parameters = new URLSearchParams(Object.entries(query as Fields).map(([name, value]): [string, string] => [name, String(value)]));
	return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}

async function told(player: Player, { file, skip = {}, ignore = [], before, instead = {} }: Story): Promise<readonly string[]> {
	await before?.(player);
	const found: string[] = [];
	for (const [place, exchange] of exchangesOf(`products-stock-orders/${file}`).entries()) {
		await instead[place]?.(player);
		if (skip[place] !== undefined) continue;
		const { request, response } = exchange;
		setIds(player, exchange);
		const answer = await player.send({ method: request.method, path: addressOf(request), body: request.body });
		const lines = [
			...(answer.status === response.status ? [] : [`status ${answer.status} instead of ${response.status}`]),
			...['x-wp-total', 'location']
				.filter((name) => response.headers?.[name] !== undefined && answer.headers?.[name] !== response.headers[name])
				.map((name) => `header ${name}: ${answer.headers?.[name] ?? 'none'} instead of ${response.headers?.[name] ?? 'none'}`),
			...differences(answer.body, response.body, ignore),
		];
		found.push(...lines.map((line) => `${file} ${place} ${line}`));
	}
	return found;
}

describe('products of the store against answers of a real WooCommerce 11', () => {
	it('are written, refused and shown as they were in the recordings', async () => {
		const player = new Player('2026-11-26T13:35:34Z', { origin: 'http://127.0.0.1:8080', images: recordedImages });
		const found: string[] = [];
		for (const story of productStories) found.push(...(await told(player, story)));
		expect(found).toEqual([]);
	});

	it('leave no recording of products out without a reason', () => {
		const ofProducts = sampleNames()
			.filter((name) => /^products-stock-orders\/(product|variation|attribute|categor|stock|delete|types-post)/.test(name))
			.map((name) => name.slice('products-stock-orders/'.length));
		const told = productStories.map(({ file }) => file);
		expect(ofProducts.filter((name) => !told.includes(name)).sort()).toEqual(Object.keys(notTold).sort());
	});
});
