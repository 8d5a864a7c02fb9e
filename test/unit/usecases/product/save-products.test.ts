import { details, family } from '../../../fixtures/memory-platform/memory-listings';
import { CHANNEL } from '../../../fixtures/memory-platform/orders';
import { STORE } from '../../../fixtures/memory-platform/memory-store';
import type { ProductLink } from '../../../../src/domain/product';
import { BETWEEN, productWorlds, type ProductWorld } from './product-world';

const open = productWorlds();
let world: ProductWorld;
beforeEach(async () => {
	world = await open();
});

const linkTo = (productId: string, sku = 'TEE'): ProductLink => ({
	channel: CHANNEL,
	store: STORE,
	sku,
	productId,
	content: { unitsPerListing: 1 },
	rule: 'sku',
});
const codeOf = (outcome: unknown): unknown => (outcome as { readonly reason?: { readonly code?: string } }).reason?.code;

describe('a listing is saved as a product', () => {
	it('with what it is, as a draft, linked, and not again by a second run', async () => {
		world.listings.put(details('TEE'));
		expect(await world.run(['TEE'])).toMatchObject([{ kind: 'saved', action: 'created', product: { sku: 'TEE', status: 'draft' } }]);
		expect(world.store.kept).toMatchObject([
			{
				sku: 'TEE',
				origin: `${BETWEEN.channel}:TEE`,
				code: 'B0TEE',
				price: '11.90',
				weight: '0.25',
				status: 'draft',
				images: [expect.any(String)],
			},
		]);
		expect((await world.linked('TEE')).get('TEE')).toMatchObject({
			productId: world.store.of('TEE')[0]?.id,
			rule: 'created',
			content: { unitsPerListing: 1 },
		});
		expect(await world.run(['TEE', 'TEE'])).toMatchObject([{ action: 'unchanged' }, { action: 'unchanged' }]);
		expect(world.store.writes).toEqual(['create TEE', 'update TEE']);
	});

	it('of many in few questions: details in common, the store looked at once', async () => {
		const skus = Array.from({ length: 250 }, (_, index) => `S${index}`);
		world.listings.put(...skus.map((sku) => details(sku)));
		await world.run(skus);
		expect(world.listings.asked).toEqual([200, 50]);
		expect(world.store.requests.filter((request) => !request.startsWith('create'))).toEqual(['measures', 'alike']);
	});

	it('so that the sales that wait for its SKU are due', async () => {
		world.listings.put(details('TEE'));
		await world.waiting('902-1', 'TEE');
		await world.run(['TEE']);
		expect(await world.isDue('902-1')).toBe(true);
	});

	it('and told what it lacks', async () => {
		const { weight: _weight, ...rest } = details('TEE');
		world.listings.put(rest);
		world.store.badImages.add('https://img.example/TEE.jpg');
		expect(await world.run(['TEE'])).toMatchObject([
			{ kind: 'saved', notes: [{ en: expect.stringContaining('no weight') }, 'Image https://img.example/TEE.jpg is not there.'] },
		]);
	});
});

describe('what the store has already', () => {
	it('is filled where its link says, and keeps what people wrote, whatever its SKU is by now', async () => {
		world.listings.put(details('TEE'));
		await world.run(['TEE']);
		const [kept] = world.store.kept;
		Object.assign(kept ?? {}, { sku: 'OTHER', title: 'Ours', weight: '' });
		expect(await world.run(['TEE'])).toMatchObject([{ action: 'updated' }]);
		expect(world.store.kept).toMatchObject([{ sku: 'OTHER', title: 'Ours', weight: '0.25' }]);
		await world.run(['TEE'], { overwrite: ['title'] });
		expect(kept?.title).toBe('Goods TEE');
	});

	it('is taken by its exact SKU and linked, not made beside it', async () => {
		world.listings.put(details('TEE'));
		const { id } = world.store.put({ sku: 'TEE', title: 'By hand' });
		expect(await world.run(['TEE'])).toMatchObject([{ action: 'updated', product: { id, title: 'By hand' } }]);
		expect((await world.linked('TEE')).get('TEE')).toMatchObject({ productId: id, rule: 'sku' });
		expect(world.store.kept).toHaveLength(1);
	});

	it.each([
		['another case', { sku: 'tee' }, 'skuTaken'],
		['the same SKU and is a set', { sku: 'TEE', kind: 'container' as const }, 'skuTaken'],
		['the same SKU and holds variations', { sku: 'TEE', kind: 'parent' as const }, 'skuTaken'],
		['the same GTIN', { sku: 'X', gtin: '4006381333931' }, 'gtinTaken'],
		['the SKU, and lies in the trash', { sku: 'TEE', status: 'trash' }, 'skuTaken'],
	])('is named where it has %s', async (_, product, code) => {
		world.listings.put(details('TEE', { listing: { gtin: '4006381333931' } }), details('CAP'));
		const { id } = world.store.put(product);
		const [tee, cap] = await world.run(['TEE', 'CAP']);
		expect(codeOf(tee)).toBe(code);
		expect(JSON.stringify(tee)).toContain(id);
		expect(cap).toMatchObject({ kind: 'saved', action: 'created' });
	});

	it('several times is for a person to tell', async () => {
		world.listings.put(details('TEE'));
		world.store.put({ sku: 'TEE' });
		world.store.put({ sku: 'TEE' });
		expect((await world.run(['TEE'])).map(codeOf)).toEqual(['productAmbiguous']);
	});

	it('is not written over where the listing is a pack of it, and is asked for no more once it is gone', async () => {
		world.listings.put(details('PACK'), details('GONE'));
		const { id } = world.store.put({ sku: 'TEE' });
		await world.link('PACK', id, { content: { unitsPerListing: 3 }, rule: 'manual' });
		await world.link('GONE', 'p999');
		expect((await world.run(['PACK', 'GONE'])).map(codeOf)).toEqual(['linkedAsPack', 'productGone']);
		expect(world.store.kept).toHaveLength(1);
	});

	it.each(['gtin', 'sku'] as const)('is that of another listing that is saved in the same run, by its %s', async (by) => {
		const listing = by === 'gtin' ? { gtin: '4006381333931' } : {};
		const other = by === 'gtin' ? 'TEE-FBA' : 'tee';
		world.listings.put(details('TEE', { listing }), details(other, { listing }));
		expect((await world.run(['TEE', other])).map(codeOf)).toEqual([undefined, by === 'gtin' ? 'gtinTaken' : 'skuTaken']);
		expect(world.store.writes).toEqual(['create TEE']);
	});

	it('is filled for a second account that sells the SKU, and not for another listing of the first', async () => {
		world.listings.put(details('TEE'), details('CAP'));
		const { id } = world.store.put({ sku: 'TEE', origin: 'channel:another-account:TEE' });
		const copy = world.store.put({ sku: 'CAP', origin: `${BETWEEN.channel}:TEE ` });
		const [tee, cap] = await world.run(['TEE', 'CAP']);
		expect([tee, codeOf(cap)]).toMatchObject([{ kind: 'saved', product: { id } }, 'skuTaken']);
		expect(JSON.stringify(cap)).toContain(copy.id);
	});

	it('is not filled where another listing of the place has it', async () => {
		world.listings.put(details('TEE'));
		const { id } = world.store.put({ sku: 'TEE' });
		const places = [{ marketplace: details('TEE').listing.marketplace, fulfilledBy: 'merchant' as const }];
		const link = { ...linkTo(id), sku: 'OTHER', rule: 'gtin', places };
		await world.database.links.add(BETWEEN, [link], world.clock.now());
		expect((await world.run(['TEE'], { overwrite: ['title'] })).map(codeOf)).toEqual(['productTaken']);
		expect(world.store.kept).toMatchObject([{ title: 'TEE' }]);
	});

	it('is known by the link alone where its name was the rule', async () => {
		world.listings.put(details('TEE'));
		const { id } = world.store.put({ sku: 'X' });
		await world.database.links.add(BETWEEN, [{ ...linkTo(id), rule: 'name' }], world.clock.now());
		expect(await world.run(['TEE'])).toMatchObject([{ kind: 'saved', product: { id } }]);
	});

	it('is made once more where it was deleted and unlinked', async () => {
		world.listings.put(details('TEE'));
		await world.run(['TEE']);
		world.store.kept.splice(0);
		await world.database.links.remove(BETWEEN, ['TEE']);
		expect(await world.run(['TEE'])).toMatchObject([{ action: 'created' }]);
		expect(world.store.kept).toHaveLength(1);
	});
});

describe('variations', () => {
	it('of one parent in one run make one product, whoever is asked for first', async () => {
		world.listings.put(...family('TEE', ['S', 'M', 'L']));
		expect(await world.run(['TEE-M', 'TEE-S'])).toMatchObject([{ action: 'created' }, { action: 'created' }]);
		const [parent] = world.store.of('TEE');
		expect(world.store.kept.map(({ sku, kind, parentId }) => [sku, kind, parentId])).toEqual([
			['TEE', 'parent', undefined],
			['TEE-M', 'variation', parent?.id],
			['TEE-S', 'variation', parent?.id],
		]);
		expect((await world.linked('TEE-M')).get('TEE-M')).toMatchObject({ parentId: parent?.id });
	});

	it('that come later go under the parent that is there', async () => {
		world.listings.put(...family('TEE', ['S', 'M', 'L']));
		await world.run(['TEE-S']);
		await world.run(['TEE-L', 'TEE-S']);
		const [parent] = world.store.of('TEE');
		expect(world.store.kept.map(({ sku, parentId }) => [sku, parentId])).toEqual([
			['TEE', undefined],
			['TEE-S', parent?.id],
			['TEE-L', parent?.id],
		]);
	});

	it('all come with a parent that is asked for, and each that cannot is named', async () => {
		world.listings.put(...family('TEE', ['S', 'M', 'L']));
		world.store.refuses.add('TEE-M');
		expect(await world.run(['TEE'])).toMatchObject([
			{
				kind: 'saved',
				action: 'created',
				variations: { saved: 2, attention: [{ code: 'productRejected', text: expect.stringContaining('TEE-M') }] },
			},
		]);
		world.store.refuses.clear();
		expect(await world.run(['TEE'])).toMatchObject([{ variations: { saved: 3, attention: [] } }]);
		expect(world.store.kept).toHaveLength(4);
	});

	it('stand for themselves where the channel does not show their parent, and wait where it only does not answer', async () => {
		const [parent, small, medium] = family('TEE', ['S', 'M']);
		if (parent === undefined || small === undefined || medium === undefined) throw new Error('No family');
		world.listings.put(small, medium);
		expect(await world.run(['TEE-S'])).toMatchObject([{ action: 'created', notes: [{ en: expect.stringContaining('"TEE"') }] }]);
		expect(world.store.kept).toMatchObject([{ sku: 'TEE-S', kind: 'simple' }]);
		world.listings.odd.add('TEE');
		expect((await world.run(['TEE-M'])).map(codeOf)).toEqual(['listingUnreadable']);
	});

	it('that somebody removed are not made again, and their link is not left on what is gone', async () => {
		world.listings.put(...family('TEE', ['S', 'M']));
		await world.run(['TEE']);
		world.store.kept.splice(
			world.store.kept.findIndex(({ sku }) => sku === 'TEE-S'),
			1,
		);
		expect((await world.run(['TEE-S', 'TEE-M'])).map(codeOf)).toEqual(['productGone', undefined]);
		expect(world.store.of('TEE-S')).toEqual([]);
	});

	it('are not put into what has the ids of their parent or of them since the store was restored', async () => {
		world.listings.put(...family('TEE', ['S', 'M']));
		const mug = world.store.put({ sku: 'MUG', kind: 'parent', title: 'Mug' });
		const red = world.store.put({ sku: 'MUG-RED', kind: 'variation', parentId: mug.id, title: 'Red' });
		const link = { ...linkTo(red.id, 'TEE-S'), parentId: mug.id, rule: 'created' };
		await world.database.links.add(BETWEEN, [link], world.clock.now());
		expect((await world.run(['TEE-S', 'TEE-M'], { overwrite: ['title'] })).map(codeOf)).toEqual(['productGone', 'productGone']);
		expect(world.store.kept.map(({ title }) => title)).toEqual(['Mug', 'Red']);
	});

	it('go where most of them are', async () => {
		world.listings.put(...family('TEE', ['S', 'M', 'L', 'XL']));
		await world.run(['TEE-M', 'TEE-L']);
		const byHand = world.store.put({ sku: '', kind: 'parent' });
		const small = world.store.put({ sku: 'TEE-S', kind: 'variation', parentId: byHand.id });
		await world.link('TEE-S', small.id, { parentId: byHand.id });
		await world.run(['TEE-S', 'TEE-M', 'TEE-L', 'TEE-XL']);
		expect(world.store.of('TEE-XL')[0]?.parentId).toBe(world.store.of('TEE')[0]?.id);
	});

	it('that were all refused leave no parent that nobody can make again', async () => {
		world.listings.put(...family('TEE', ['S']));
		world.store.refuses.add('TEE-S');
		await world.run(['TEE']);
		world.store.kept.splice(0);
		world.store.refuses.clear();
		expect(await world.run(['TEE-S'])).toMatchObject([{ action: 'created' }]);
	});

	it('come with a parent that names them, also where they do not name it', async () => {
		const [parent, small, medium] = family('TEE', ['S', 'M']);
		if (parent === undefined || small === undefined || medium === undefined) throw new Error('No family');
		const { parentSku: _, ...alone } = medium.listing;
		world.listings.put(parent, small, { ...medium, listing: alone });
		expect(await world.run(['TEE'])).toMatchObject([{ variations: { saved: 2, attention: [] } }]);
	});

	it('that nobody can tell apart are named', async () => {
		const [parent, small, medium] = family('TEE', ['S', 'M']);
		if (parent === undefined || small === undefined || medium === undefined) throw new Error('No family');
		world.listings.put(
			parent,
			small,
			{ ...medium, axes: small.axes },
			details('TEE-X', { listing: { kind: 'variation', parentSku: 'TEE' } }),
		);
		expect((await world.run(['TEE-S', 'TEE-M', 'TEE-X'])).map(codeOf)).toEqual([undefined, 'variationUnclear', 'variationUnclear']);
		expect(world.store.kept).toHaveLength(2);
	});

	it('are two thousand at most', async () => {
		const sizes = Array.from({ length: 2_001 }, (_, index) => String(index));
		world.listings.put(...family('TEE', sizes), details('CAP'));
		const [tee, cap] = await world.run(['TEE', 'CAP']);
		expect([codeOf(tee), cap?.kind, world.store.kept.length]).toEqual(['tooManyVariations', 'saved', 1]);
	});
});

describe('one that cannot be saved stops no other', () => {
	it.each([
		['has no title', details('ODD', { listing: { title: ' ' } }), 'noTitle'],
		['is not in the home marketplace', details('ODD', { listing: { marketplace: 'OTHER' } }), 'listingGone'],
		['is priced in another currency', details('ODD', { listing: { price: { amount: '9.90', currency: 'SEK' } } }), 'productCurrency'],
		['only holds variations that are not there', details('ODD', { listing: { kind: 'parent' } }), 'noVariations'],
	])('one that %s', async (_, odd, code) => {
		world.listings.put(odd, details('TEE'));
		const [first, second] = await world.run(['ODD', 'TEE']);
		expect([codeOf(first), second?.kind]).toEqual([code, 'saved']);
	});

	it('one that the channel answers oddly for', async () => {
		world.listings.put(details('ODD'), details('TEE'));
		world.listings.odd.add('ODD');
		expect((await world.run(['ODD', 'TEE'])).map(codeOf)).toEqual(['listingUnreadable', undefined]);
	});

	it('one that the store refuses', async () => {
		world.listings.put(details('A'), details('B'));
		world.store.faults.next('create', 'rejected');
		expect((await world.run(['A', 'B'])).map(codeOf)).toEqual(['productRejected', undefined]);
		expect(await world.run(['A', 'B'])).toMatchObject([{ action: 'created' }, { action: 'unchanged' }]);
	});

	it('a store out of reach stops the rest, which goes on where it stopped', async () => {
		const skus = ['A', 'B', 'C', 'D'];
		world.listings.put(...skus.map((sku) => details(sku)));
		await world.run(['A']);
		world.store.faults.next('create', 'unavailable', 2);
		expect((await world.run(skus)).map(codeOf)).toEqual([undefined, 'productUnreached', 'productUnreached', 'productUnreached']);
		expect(world.store.writes.filter((write) => write === 'create D')).toEqual([]);
		expect(await world.run(skus)).toMatchObject([
			{ action: 'unchanged' },
			{ action: 'created' },
			{ action: 'created' },
			{ action: 'created' },
		]);
	});

	it('keys that are refused concern all, and are thrown where nothing was written', async () => {
		world.listings.put(details('A'), details('B'));
		world.store.faults.next('create', 'credential');
		await expect(world.run(['A', 'B'])).rejects.toThrow('credential');
		await world.run(['A']);
		world.store.faults.next('create', 'credential');
		expect((await world.run(['A', 'B'])).map(codeOf)).toEqual([undefined, 'credential']);
	});
});

it('says in a dry run what it would do, and writes nothing', async () => {
	world.listings.put(details('A'), details('B'), details('C'), ...family('TEE', ['S', 'M']));
	world.store.put({ sku: 'A' });
	world.store.put({ sku: 'b' });
	const outcomes = await world.run(['A', 'B', 'C', 'TEE-S'], { dryRun: true });
	expect(outcomes).toMatchObject([{ would: 'updated' }, { reason: { code: 'skuTaken' } }, { would: 'created' }, { would: 'created' }]);
	expect([world.store.writes, (await world.linked('A', 'C', 'TEE-S')).size]).toEqual([[], 0]);
});
