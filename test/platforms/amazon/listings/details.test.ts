import { listingDetailsSchema, type ContentSource, type ListingDetails } from '../../../../src/domain/listing';
import { toDetails } from '../../../../src/platforms/amazon/listings/to-details';
import { toListing } from '../../../../src/platforms/amazon/listings/to-listing';
import { wireItem } from '../../../../src/platforms/amazon/listings/wire';
import { wireCatalogItem } from '../../../../src/platforms/amazon/listings/wire-catalog';
import { describeAgainstModels } from '../../../harness/amazon-models';
import { exampleOf } from '../amazon-model';
import { readAmazonExchange } from '../../../fixtures/amazon-samples';
import { DE, fixtureJson, GB, SELLER, US } from './fixtures';
import { item } from './scripted-amazon';

const listing = (wire: unknown, marketplace = DE) => toListing(wireItem.parse(wire), { channel: SELLER, marketplace });

function details(
	wire: unknown,
	{ marketplace = DE, catalog, content = 'listing' }: { marketplace?: string; catalog?: unknown; content?: ContentSource } = {},
): ListingDetails {
	const known = catalog === undefined ? undefined : wireCatalogItem.parse(catalog);
	const made = toDetails(wireItem.parse(wire), known, content, { channel: SELLER, marketplace });
	expect(listingDetailsSchema.safeParse(made).error).toBeUndefined();
	return made;
}

const answerOf = (sample: string): unknown => readAmazonExchange(sample).response.body;

const value = (text: unknown, more: object = {}) => [{ value: text, marketplace_id: DE, ...more }];
const related = (relationship: object, marketplaceId = DE) => ({
	relationships: [{ marketplaceId, relationships: [{ type: 'VARIATION', ...relationship }] }],
});

describe('a listing', () => {
	it('that is an offer on a product of others, as it came from a live account', () => {
		expect(listing(answerOf('listings-get-1'), GB)).toEqual({
			channel: SELLER,
			marketplace: GB,
			sku: 'SKU123',
			title: '',
			kind: 'single',
			fulfilledBy: 'merchant',
			condition: 'new',
			active: false,
			price: { amount: '400.00', currency: 'GBP' },
			quantity: 1,
		});
	});

	it("that Amazon ships is Amazon's, though the entry from before is still there", () => {
		expect(listing(fixtureJson('two-channels.json'), US)).toMatchObject({ fulfilledBy: 'amazon' });
		expect(listing(fixtureJson('two-channels.json'), US)).not.toHaveProperty('quantity');
		const told = item('A', {
			fulfillmentAvailability: [{ fulfillmentChannelCode: 'AMAZON_EU' }, { fulfillmentChannelCode: 'DEFAULT', quantity: 3 }],
		});
		expect(listing(told)).toMatchObject({ fulfilledBy: 'amazon' });
		expect(listing(item('A'))).toMatchObject({ fulfilledBy: 'unknown' });
	});

	it('has the price of its marketplace and of everybody', () => {
		const offers = [
			{ marketplaceId: GB, offerType: 'B2C', price: { currencyCode: 'GBP', amount: '1.00' } },
			{ marketplaceId: DE, offerType: 'B2B', price: { currencyCode: 'EUR', amount: '2.00' } },
			{ marketplaceId: DE, offerType: 'B2C', price: { currencyCode: 'EUR', amount: '3.00' }, audience: { value: 'CLUB' } },
			{ marketplaceId: DE, offerType: 'B2C', price: { currencyCode: 'EUR', amount: '56.9' }, audience: { value: 'ALL' } },
		];
		expect(listing(item('A', { offers })).price).toEqual({ amount: '56.90', currency: 'EUR' });
		expect(listing(item('A', { offers: offers.slice(0, 3) }))).not.toHaveProperty('price');
	});

	it('knows its state, its pieces and its GTIN', () => {
		const attributes = {
			item_package_quantity: value(1),
			number_of_items: value(6),
			externally_assigned_product_identifier: [...value('no code', { type: 'ean' }), ...value('4006381333931', { type: 'ean' })],
		};
		expect(listing(item('A', { attributes }))).toMatchObject({
			active: true,
			packSize: 6,
			gtin: '4006381333931',
			code: 'B0EXAMPL01',
			title: 'Title of A',
			updatedAt: '2026-11-20T10:00:00.000Z',
		});
	});
});

describe('a family', () => {
	const child = {
		parentage_level: value('child'),
		child_parent_sku_relationship: [{ parent_sku: 'P', child_relationship_type: 'variation', marketplace_id: DE }],
	};

	it('is known by relationships or by attributes, whichever there are', () => {
		expect(listing(item('C', related({ parentSkus: ['P'] })))).toMatchObject({ kind: 'variation', parentSku: 'P' });
		expect(listing(item('C', { attributes: child }))).toMatchObject({ kind: 'variation', parentSku: 'P' });
		expect(listing(item('P', related({ childSkus: ['C', 'D'] })))).toMatchObject({ kind: 'parent' });
		expect(listing(item('P', { attributes: { parentage_level: value('parent') } }))).toMatchObject({ kind: 'parent' });
		expect(details(item('P', related({ childSkus: ['C', 'D', 'C'] }))).children).toEqual(['C', 'D']);
	});

	it('is not seen in boxes, other marketplaces, or a listing that is its own parent', () => {
		const boxes = { relationships: [{ marketplaceId: DE, relationships: [{ type: 'PACKAGE_HIERARCHY', parentSkus: ['BOX'] }] }] };
		const alone = {
			attributes: { child_parent_sku_relationship: [{ parent_sku: 'A', relationship_type: 'standalone', marketplace_id: DE }] },
		};
		for (const odd of [boxes, related({ parentSkus: ['P'] }, GB), alone]) expect(listing(item('A', odd)).kind).toBe('single');
	});

	it.each([
		[{ attributes: ['color', 'size'], theme: 'SIZE_NAME/COLOR_NAME' }, ['Color: red', 'Size: M']],
		[{ attributes: [], theme: 'SIZE_NAME/COLOR_NAME' }, ['Size: M', 'Color: red']],
		[{ attributes: ['size', 'material', 'color'], theme: 'x' }, ['Size: M', 'Color: red']],
	])('differs by the axes of its theme: %j', (variationTheme, wanted) => {
		const attributes = { ...child, color: value('red', { language_tag: 'de_DE' }), size: value('M') };
		const { axes } = details(item('C', { attributes, ...related({ parentSkus: ['P'], variationTheme }) }));
		expect(axes.map(({ name, value: told }) => `${name}: ${told}`)).toEqual(wanted);
	});

	it('differs by the axes that its attributes name, however Amazon writes them', () => {
		const attributes = { ...child, color: value('red'), apparel_size: [{ size: 'x_l', size_system: 'as4', marketplace_id: DE }] };
		for (const name of ['COLOR/SIZE', 'ColorSize', 'color-size']) {
			const { axes } = details(item('C', { attributes: { ...attributes, variation_theme: [{ name, marketplace_id: DE }] } }));
			expect(axes).toEqual([
				{ name: 'Color', value: 'red' },
				{ name: 'Size', value: 'x l' },
			]);
		}
	});

	it('has no axes among the further facts, and none for a single listing', () => {
		const attributes = { ...child, color: value('red'), material: value('wool'), variation_theme: [{ name: 'COLOR', marketplace_id: DE }] };
		expect(details(item('C', { attributes })).attributes).toEqual([{ name: 'Material', values: ['wool'] }]);
		const { axes, attributes: facts } = details(item('A', { attributes: { color: value('red') } }));
		expect({ axes, facts }).toEqual({ axes: [], facts: [{ name: 'Color', values: ['red'] }] });
	});
});

describe("the seller's own content", () => {
	it('is of the marketplace and its language, else of all', () => {
		const attributes = {
			item_name: [
				{ value: 'Mug', language_tag: 'en_GB', marketplace_id: GB },
				{ value: 'Kubek', language_tag: 'pl_PL', marketplace_id: DE },
				{ value: 'Becher', language_tag: 'de_DE', marketplace_id: DE },
			],
			bullet_point: [
				{ value: 'Groß', language_tag: 'de_DE', marketplace_id: DE },
				{ value: 'Big', language_tag: 'en_GB', marketplace_id: DE },
				{ value: 'Blau <b>und</b> rot', language_tag: 'de_DE', marketplace_id: DE },
			],
			product_description: [{ value: 'For all', language_tag: 'en_US' }],
			brand: [{ value: 'Best', language_tag: 'de_DE', marketplace_id: DE }],
		};
		expect(details(item('A', { attributes }))).toMatchObject({
			listing: { title: 'Becher' },
			bullets: ['Groß', 'Blau <b>und</b> rot'],
			description: 'For all',
			brand: 'Best',
		});
	});

	it('has its images in their order, each once, and takes none of another', () => {
		const image = (address: unknown) => [{ media_location: address, marketplace_id: DE }];
		const attributes = {
			other_product_image_locator_10: image('https://images.example/10.jpg'),
			other_product_image_locator_2: image('https://images.example/2.jpg'),
			other_product_image_locator_3: image('https://images.example/main.jpg'),
			other_product_image_locator_4: image('not an address'),
			other_product_image_locator_5: image(17),
			main_product_image_locator: image('https://images.example/main.jpg'),
			swatch_product_image_locator: image('https://images.example/swatch.jpg'),
		};
		expect(details(item('A', { attributes })).images.map((address) => address.replace(/.*\//, ''))).toEqual([
			'main.jpg',
			'2.jpg',
			'10.jpg',
		]);
		const catalog = {
			asin: 'B0EXAMPL01',
			images: [{ marketplaceId: DE, images: [{ variant: 'MAIN', link: 'https://images.example/a.jpg' }] }],
		};
		const summaries = [
			{ ...(item('A').summaries as object[])[0], mainImage: { link: 'https://images.example/theirs.jpg', height: 1, width: 1 } },
		];
		expect(details({ sku: 'A', summaries }, { catalog }).images).toEqual([]);
	});

	it('is weighed and measured with its package, where that is told', () => {
		const side = (told: number, unit = 'centimeters') => ({ unit, value: told });
		const attributes = {
			item_weight: value(0.5, { unit: 'kilograms' }),
			item_package_weight: value(0.65, { unit: 'kilograms' }),
			item_package_dimensions: [{ length: side(10), width: side(4), height: side(8, 'inches'), marketplace_id: DE }],
			item_depth_width_height: [{ depth: side(3.0000000001), width: side(4), height: side(8), marketplace_id: DE }],
		};
		expect(details(item('A', { attributes }))).toMatchObject({
			weight: { unit: 'kilograms', value: '0.65' },
			dimensions: { length: '3', width: '4', height: '8', unit: 'centimeters' },
		});
		expect(details(item('A', { attributes: { item_weight: value(250, { unit: 'grams' }) } })).weight).toEqual({
			unit: 'grams',
			value: '250',
		});
		expect(details(item('A', { attributes: { item_weight: value(0, { unit: 'grams' }) } }))).not.toHaveProperty('weight');
	});

	it('is read whatever odd things stand in it', () => {
		const odd = [
			null,
			17,
			'text',
			[],
			[null],
			[17],
			[{ value: null }],
			[{ value: {} }],
			[{}],
			{ value: [] },
			[{ value: '', marketplace_id: 5 }],
		];
		const names = [
			'item_name',
			'bullet_point',
			'main_product_image_locator',
			'item_weight',
			'item_dimensions',
			'purchasable_offer',
			'color',
		];
		const rest = ['variation_theme', 'child_parent_sku_relationship', 'externally_assigned_product_identifier', 'number_of_items', 'brand'];
		for (const content of odd) {
			const attributes = Object.fromEntries([...names, ...rest].map((name) => [name, content]));
			expect(details(item('A', { attributes })).listing.title).toBe('Title of A');
		}
	});
});

describe("the catalogue's content", () => {
	const book = answerOf('catalog-get-1');
	const own = item(
		'A',
		{
			attributes: {
				item_name: [{ value: 'My own title', marketplace_id: GB }],
				product_description: [{ value: 'Mine', marketplace_id: GB }],
			},
		},
		GB,
	);

	it('is as a live account got it, where it was wished for', () => {
		expect(details(own, { marketplace: GB, catalog: book, content: 'catalog' })).toMatchObject({
			listing: { title: 'Dreams: No. 43 (Visionaire S.)', gtin: '9781888645446' },
			description: 'Mine',
			images: ['https://m.media-amazon.com/images/I/518V2HFW0BL.jpg'],
			weight: { unit: 'pounds', value: '5.200087' },
			dimensions: { length: '15.29921', width: '11.5', height: '1.901575', unit: 'inches' },
			categories: ['Books', 'Subjects', 'Arts & Photography', 'Fashion'],
		});
	});

	it("gives only where a listing stands, where the seller's own was wished for", () => {
		const { categories, images, listing: told, weight } = details(own, { marketplace: GB, catalog: book });
		expect({ categories: categories.length, images, title: told.title, weight }).toEqual({
			categories: 4,
			images: [],
			title: 'My own title',
			weight: undefined,
		});
	});

	it('that goes in circles ends', () => {
		const node: { displayName: string; parent?: object } = { displayName: 'Round' };
		node.parent = node;
		const catalog = { asin: 'B0', classifications: [{ marketplaceId: DE, classifications: [node] }] };
		expect(details(item('A'), { catalog }).categories).toEqual(Array.from({ length: 20 }, () => 'Round'));
	});
});

describeAgainstModels("Amazon's own examples of listings", () => {
	interface Examples {
		readonly items: readonly unknown[];
	}

	it('are read', () => {
		const { items } = exampleOf('listings-items-2021-08-01.json', 'searchListingsItems') as Examples;
		const { items: catalog } = exampleOf('catalog-items-2022-04-01.json', 'searchCatalogItems') as Examples;
		const [television] = items;
		const own = details(television, { marketplace: US });
		expect(own).toMatchObject({
			listing: {
				sku: 'GM-ZDPI-9B4E',
				code: 'B071VG5N9D',
				fulfilledBy: 'merchant',
				quantity: 100,
				packSize: 1,
				price: { amount: '100.00' },
			},
			brand: 'SAMSUNG',
			weight: { unit: 'kilograms', value: '62.142' },
			dimensions: { length: '26.67', width: '121.92', height: '203.2', unit: 'centimeters' },
		});
		expect(own.bullets).toHaveLength(5);
		expect(own.attributes).toContainEqual({ name: 'Connectivity technology', values: ['Bluetooth', 'USB', 'Wireless', 'HDMI'] });
		const theirs = details(television, { marketplace: US, catalog: catalog[0], content: 'catalog' });
		expect(theirs.categories).toEqual(['Electronics', 'Television & Video', 'Televisions', 'QLED TVs']);
		expect(theirs.images).toHaveLength(9);
		expect(theirs.images[0]).toContain('91uohwV');
	});
});
