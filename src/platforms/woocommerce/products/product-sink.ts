import type { Account } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import type { CatalogProduct } from '../../../domain/product';
import { say } from '../../../domain/texts/say';
import type { Words } from '../../../domain/texts/language';
import type { ProductDraft, ProductField, ProductSink, SavedProduct, SoughtProduct, StoreMeasures } from '../../../ports/product-sink';
import type { AccountMemory } from '../account-memory';
import { catalogProduct, given } from '../catalog/catalog-product';
import { WITH_VARIATIONS } from '../catalog/kinds';
import type { WooCommerceClient } from '../client';
import { PRODUCT_REFUSAL, SETTLE_MS, STATUS } from '../constants';
import { storeMeasures } from '../settings';
import { readCatalogProduct, type WireCatalogProduct } from '../wire/catalog-product';
import { readStored, type WireAttribute, type WireStored } from '../wire/stored-product';
import { attributesBody, axesOf, mergedAttributes } from './attributes';
import { filled, filledCode, hasCategory, isIt } from './fill';
import { LookUp } from './look-up';
import { hang, isUnknown, picturesMeta, picturesOf, recognise } from './pictures';
import { marksOf, merged, productBodies, variationBodies, type Bodies, type Body } from './product-body';
import { holdsOneOf, storedAt, type Answered } from './read-stored';
import { hasCode, misplaced, skuTaken } from './refusals';
import { shelfMarks } from './shelf-marks';
import { globalAttributes } from './terms';
import { hangOnVariations } from './variation-pictures';
import { saveVariations, withoutGtin, withoutSku, type Slot } from './variations';

const CREATE = { operation: 'POST products', write: true };

/** Makes and fills products of a WooCommerce store. */
export class WooCommerceProductSink implements ProductSink {
	readonly traits: ProductSink['traits'];
	private readonly lookUp: LookUp;

	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
		settleMs: number = SETTLE_MS,
	) {
		this.lookUp = new LookUp(client, memory);
		// What a request does it does within its time, from its start.
		this.traits = { requestTimeoutMs: client.requestTimeoutMs, settleMs: Math.max(settleMs - client.requestTimeoutMs, 0) };
	}

	measures(): Promise<StoreMeasures> {
		return storeMeasures(this.client, this.memory);
	}

	alike(sought: readonly SoughtProduct[]): Promise<readonly CatalogProduct[]> {
		return this.lookUp.alike(sought);
	}

	async create(draft: ProductDraft): Promise<SavedProduct> {
		const leftOut: Words[] = [];
		const marks = await shelfMarks(this.client, this.memory, draft);
		leftOut.push(...marks.leftOut);
		const attributes = await this.attributes(draft, [], marks.brandAttribute, true);
		const slot = { draft, leftOut, bodies: productBodies(draft, marks, leftOut) };
		const made = await this.make(slot, {
			type: draft.variations.length > 0 ? 'variable' : 'simple',
			...(attributes === undefined ? {} : { attributes: attributesBody(attributes) }),
			meta_data: marksOf(draft),
		});
		if (made === undefined) {
			const there = await this.alike([draft]);
			const own = there.find(({ origin }) => origin === draft.origin);
			const saved = own === undefined ? 'gone' : await this.update({ ...own, sure: true }, draft, []);
			if (saved === 'gone') throw skuTaken(CREATE, draft.sku, await this.lookUp.holder(draft.sku, there));
			return { ...saved, did: 'created' };
		}
		return await this.completeNew(slot, made, { did: 'created', fields: [], attributes: attributes ?? [], isNew: true });
	}

	async update(
		product: { readonly id: string; readonly parentId?: string; readonly sure?: true },
		draft: ProductDraft,
		fields: readonly ProductField[],
	): Promise<SavedProduct | 'gone'> {
		const { id, parentId, sure } = product;
		const asked = parentId === undefined ? `products/${id}` : `products/${parentId}/variations/${id}`;
		const found = await storedAt(this.client, asked);
		if (found === undefined) return 'gone';
		const { stored } = found;
		if (stored.status === STATUS.trash || (sure !== true && !isIt(stored, draft) && !(await holdsOneOf(this.client, id, draft))))
			return 'gone';
		const leftOut: Words[] = [];
		const isVariation = parentId !== undefined || stored.type.endsWith('variation');
		const slot = { draft, leftOut, bodies: {} as Bodies };
		const path = isVariation ? `products/${parentId ?? stored.parent_id}/variations/${id}` : asked;
		let attributes: readonly WireAttribute[] | undefined;
		if (isVariation) slot.bodies = filled(stored, variationBodies(draft, leftOut), fields);
		else {
			const lacking = this.lacking(stored, draft, fields);
			const marks = await shelfMarks(this.client, this.memory, lacking);
			leftOut.push(...marks.leftOut);
			attributes = await this.attributes(lacking, stored.attributes, marks.brandAttribute, fields.includes('attributes'));
			const { price, ...bodies } = productBodies(draft, marks, leftOut);
			slot.bodies = filled(stored, price === undefined || WITH_VARIATIONS.has(stored.type) ? bodies : { ...bodies, price }, fields);
		}
		const more = { ...filledCode(stored, draft), ...(attributes === undefined ? {} : { attributes: attributesBody(attributes) }) };
		const changed = await this.write(slot, path, more, fields.includes('sku'));
		return await this.complete(slot, changed ?? found, {
			did: changed === undefined ? 'unchanged' : 'updated',
			fields,
			attributes: attributes ?? stored.attributes,
			isNew: false,
			path,
		});
	}

	/** The draft without what the product has and nobody chose to be written over: no category or brand is made for nothing. */
	private lacking(stored: WireStored, draft: ProductDraft, fields: readonly ProductField[]): ProductDraft {
		const hasOwn = stored.attributes.some(({ variation }) => !variation);
		const { brand, ...rest } = draft;
		return {
			...rest,
			...(brand === undefined || (stored.brands.length > 0 && !fields.includes('brand')) ? {} : { brand }),
			categories: hasCategory(stored) && !fields.includes('categories') ? [] : draft.categories,
			attributes: hasOwn && !fields.includes('attributes') ? [] : draft.attributes,
			// Those that are there have their values: people may have other words for them by now.
			variations: WITH_VARIATIONS.has(stored.type)
				? draft.variations.filter((one) => one.id === undefined && misplaced(stored, draft, one) === undefined)
				: [],
		};
	}

	private async attributes(
		draft: ProductDraft,
		stored: readonly WireAttribute[],
		brandAttribute: string | undefined,
		overwrite: boolean,
	): Promise<readonly WireAttribute[] | undefined> {
		const hasNone = draft.attributes.length === 0 && draft.variations.length === 0 && brandAttribute === undefined;
		if (hasNone) return undefined;
		const globals = await globalAttributes(this.client, this.memory);
		return mergedAttributes(draft, { stored, globals, ...(brandAttribute === undefined ? {} : { brandAttribute }), overwrite });
	}

	/** Undefined where somebody has the SKU, or the answer was lost and it is there: who has it is to be looked for. */
	private async make(slot: Pick<Slot, 'draft' | 'leftOut' | 'bodies'>, more: Body): Promise<Answered | undefined> {
		try {
			const { body } = await this.client.post('products', { ...merged(slot.bodies), ...more });
			return this.client.read('products', () => ({ record: body, stored: readStored(body) }), 'POST');
		} catch (error) {
			if (hasCode(error, PRODUCT_REFUSAL.sku, PRODUCT_REFUSAL.notMade)) return undefined;
			if (hasCode(error, PRODUCT_REFUSAL.gtin) && slot.bodies.gtin !== undefined) {
				withoutGtin(slot);
				return await this.make(slot, more);
			}
			if (!isUnknown(error)) throw error;
			if ((await this.alike([slot.draft])).some(({ origin }) => origin === slot.draft.origin)) return undefined;
			throw error;
		}
	}

	/** A SKU or GTIN that nobody chose to be written is left out where another has it. */
	private async write(
		slot: Pick<Slot, 'draft' | 'leftOut' | 'bodies'>,
		path: string,
		more: Body,
		skuChosen: boolean,
	): Promise<Answered | undefined> {
		const body = { ...merged(slot.bodies), ...more };
		if (Object.keys(body).length === 0) return undefined;
		try {
			const answer = await this.client.put(path, body);
			return this.client.read(path, () => ({ record: answer.body, stored: readStored(answer.body) }), 'PUT');
		} catch (error) {
			const { sku } = slot.draft;
			if (hasCode(error, PRODUCT_REFUSAL.gtin) && slot.bodies.gtin !== undefined) withoutGtin(slot);
			else if (!hasCode(error, PRODUCT_REFUSAL.sku, PRODUCT_REFUSAL.notMade)) throw error;
			else if (skuChosen || slot.bodies.sku === undefined)
				throw skuTaken({ operation: `PUT ${path}`, write: true }, sku, await this.lookUp.holder(sku));
			else withoutSku(slot);
			return await this.write(slot, path, more, skuChosen);
		}
	}

	/** It is there, whatever becomes of the rest: whoever heard a failure would take it for not made. The next run goes on. */
	private async completeNew(slot: Pick<Slot, 'draft' | 'leftOut'>, made: Answered, work: Work): Promise<SavedProduct> {
		try {
			return await this.complete(slot, made, work);
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			return {
				product: catalogProduct(this.note(made.record), await this.measures()),
				did: work.did,
				adminUrl: this.adminUrl(made.stored.id),
				variations: slot.draft.variations.map(() => error),
				leftOut: [...slot.leftOut, say('notComplete', { why: error.message })],
			};
		}
	}

	/** Pictures, then variations with theirs. */
	private async complete(slot: Pick<Slot, 'draft' | 'leftOut'>, made: Answered, work: Work): Promise<SavedProduct> {
		const { draft, leftOut } = slot;
		const { stored, record } = made;
		const { fields, path = `products/${stored.id}` } = work;
		const settleMs = this.traits.settleMs;
		const replace = fields.includes('images');
		const known = new Map(stored.pictures);
		let changed = false;
		const isVariation = path.includes('/variations/');
		const pictures = picturesOf(draft, leftOut);
		const isOurs = stored.origin === draft.origin && !isVariation;
		// One of a run that was cut off may have some of them.
		const isOpen = isOurs && (recognise(stored, pictures, known) || stored.hasPictures);
		if (replace || stored.images.length === 0 || isOpen) {
			changed = await hang({ client: this.client, path, settleMs, isVariation }, stored, { pictures, replace, known }, leftOut);
		}
		if (draft.sku !== '' && stored.sku !== draft.sku && work.did === 'created') leftOut.push(say('skuChanged', { sku: stored.sku }));
		const before = known.size;
		const variations = await this.variations(draft, stored, work, known);
		if (known.size > before) await this.client.put(path, { meta_data: [picturesMeta(known)] });
		const measures = await this.measures();
		const product = catalogProduct(this.note(record), measures);
		return {
			product,
			did: work.did === 'unchanged' && changed ? 'updated' : work.did,
			adminUrl: this.adminUrl(stored.parent_id === 0 ? stored.id : stored.parent_id),
			variations: variations.map((one) => one.error ?? this.savedVariation(one, product, measures)),
			leftOut,
		};
	}

	private async variations(
		draft: ProductDraft,
		stored: WireStored,
		{ fields, attributes, isNew }: Work,
		known: Map<string, number>,
	): Promise<readonly Slot[]> {
		if (draft.variations.length === 0) return [];
		const { client, memory } = this;
		if (!WITH_VARIATIONS.has(stored.type)) {
			return draft.variations.map((one) => ({
				draft: one,
				leftOut: [],
				bodies: {},
				did: 'unchanged' as const,
				...given('error', misplaced(stored, draft, one)),
			}));
		}
		const place = {
			client,
			memory,
			settleMs: this.traits.settleMs,
			parentId: stored.id,
			parentSku: stored.sku,
			axes: axesOf(attributes),
			refused: (one: ProductDraft) => (isNew ? undefined : misplaced(stored, draft, one)),
		};
		const slots = await saveVariations(place, draft.variations, fields, isNew);
		await hangOnVariations(place, slots, known, fields.includes('images'));
		return slots;
	}

	private adminUrl(id: number): string {
		return `${this.client.baseUrl}/wp-admin/post.php?post=${id}&action=edit`;
	}

	private savedVariation({ record, did, leftOut }: Slot, parent: CatalogProduct, measures: StoreMeasures): SavedProduct {
		const family = { title: parent.title, ...(parent.language === undefined ? {} : { language: parent.language }) };
		const whole = { ...(record as object), parent_id: Number(parent.id), type: 'variation' };
		return { product: catalogProduct(this.note(whole), measures, family), did, variations: [], leftOut };
	}

	/** What is known of it for orders is not what it was. */
	private note(record: unknown): WireCatalogProduct {
		const wire = readCatalogProduct(record);
		this.memory.rememberProduct(wire, this.client.clock.now());
		return wire;
	}
}

interface Work {
	readonly did: SavedProduct['did'];
	readonly fields: readonly ProductField[];
	readonly attributes: readonly WireAttribute[];
	/** It cannot have variations yet. */
	readonly isNew: boolean;
	readonly path?: string;
}
