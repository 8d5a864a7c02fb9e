import type { Account } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import type { CatalogProduct } from '../../../domain/product';
import { say } from '../../../domain/texts/say';
import type { ProductDraft, ProductField, ProductSink, SavedProduct, SoughtProduct, StoreMeasures } from '../../../ports/product-sink';
import type { StockSink } from '../../../ports/stock-sink';
import type { ShopifyClient } from '../client';
import { SETTLE_MS } from '../constants';
import { ensureDefinition } from '../definition';
import { countedLocations, shopFacts, writtenLocations } from '../shop';
import { isId } from '../wire/fields';
import type { WireProduct } from '../wire/product';
import { chosenOf, knownOptions, optionsOf, placeOfChosen, placeOfStored, Spelling, type Option } from './axes';
import { makeProduct } from './make';
import { addPictures, replacePictures } from './hang';
import { LookUp } from './look-up';
import { Hung, Patience, picturesOf } from './pictures';
import { familyAt, variantAt } from './read-stored';
import { combinationTaken, notVariable, optionMissing, skuTaken } from './refusals';
import { findSlots, isOpen, slotOf, type Slot } from './slots';
import { told } from './told';
import { codeOf, filled, productInput, productValues, storedProduct, unitOf } from './values';
import { changeVariants, createVariants, type Place } from './variants';
import { isFamily, isIt } from './whose';
import type { Work } from './work';
import { writeProduct } from './write-product';

/** Makes and fills products of a Shopify shop. What is sold there is a variant; a product without a choice has one. */
export class ShopifyProductSink implements ProductSink {
	readonly traits: ProductSink['traits'];
	private readonly lookUp: LookUp;
	private readonly patience = new Patience();

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
		private readonly locations: readonly string[],
		private readonly stockSink: StockSink,
		settleMs: number = SETTLE_MS,
	) {
		this.lookUp = new LookUp(client, locations);
		// What a request does it does within its time, from its start.
		this.traits = { requestTimeoutMs: client.requestTimeoutMs, settleMs: Math.max(settleMs - client.requestTimeoutMs, 0) };
	}

	async measures(): Promise<StoreMeasures> {
		const { currency, weightUnit, taxesIncluded } = await shopFacts(this.client);
		return { currency, weightUnit: unitOf(weightUnit), dimensionUnit: 'cm', pricesIncludeTax: taxesIncluded };
	}

	async alike(sought: readonly SoughtProduct[]): Promise<readonly CatalogProduct[]> {
		return await this.lookUp.alike(sought);
	}

	async create(draft: ProductDraft): Promise<SavedProduct> {
		const isFamily = draft.variations.length > 0;
		await ensureDefinition(this.client, 'PRODUCTVARIANT');
		if (isFamily) await ensureDefinition(this.client, 'PRODUCT');
		const there = await this.own(draft);
		if (there !== undefined) return there;
		const facts = await shopFacts(this.client);
		const options = optionsOf(draft.variations);
		const spelling = new Spelling();
		const slots = isFamily ? draft.variations.map((one) => slotOf(one, true)) : [slotOf(draft, false)];
		const holders = await this.lookUp.holders(slots.map((slot) => slot.draft.sku));
		for (const slot of slots) {
			const holder = holders.get(slot.draft.sku.toLowerCase());
			if (holder !== undefined) slot.error = skuTaken(slot.draft.sku, holder);
			else if (isFamily) choose(slot, options, spelling);
		}
		const leftOut: Slot['leftOut'] = isFamily ? [] : (slots[0]?.leftOut ?? []);
		const pictures = picturesOf(draft, leftOut);
		const locationId = await this.written(slots);
		const made = await makeProduct({ client: this.client, facts, draft, slots, options, pictures, locationId, leftOut }, () =>
			this.own(draft),
		);
		if (made.kind === 'there') return made.saved;
		const { product, hung } = made;
		const place = await this.place(product, hung, { locationId, holders });
		const work: Work = { draft, leftOut, fields: [], product, slots, place, pictures: made.pictures, did: 'created' };
		try {
			await createVariants(place, slots);
			await this.finishPictures(work);
		} catch (error) {
			// It is there, whatever becomes of the rest: whoever heard a failure would take it for not made. The next run goes on.
			if (!(error instanceof PlatformError)) throw error;
			for (const slot of slots.filter(isOpen)) slot.error = error;
			leftOut.push(say('notComplete', { why: error.message }));
		}
		return told(this.client.shop, work);
	}

	async update(
		product: { readonly id: string; readonly parentId?: string; readonly sure?: true },
		draft: ProductDraft,
		fields: readonly ProductField[],
	): Promise<SavedProduct | 'gone'> {
		if (!isId(product.id)) return 'gone';
		// A product is asked for by its own id only where it is one of several variants; else the variant is the product.
		return draft.variations.length > 0 ? await this.updateFamily(product, draft, fields) : await this.updateVariant(product, draft, fields);
	}

	private async updateVariant(
		{ id, sure }: { readonly id: string; readonly sure?: true },
		draft: ProductDraft,
		fields: readonly ProductField[],
	): Promise<SavedProduct | 'gone'> {
		const found = await variantAt(this.client, id);
		if (found === undefined || (sure !== true && !isIt(found.stored, draft))) return 'gone';
		const { product, stored } = found;
		const isVariation = !product.hasOnlyDefaultVariant;
		const slot: Slot = { ...slotOf(draft, isVariation), stored };
		const { leftOut } = slot;
		// Counted from then on: that nobody said where is told before.
		if (fields.includes('stock')) await this.written([slot]);
		const hung = new Hung(product);
		const place = await this.place(product, hung, { locationId: undefined, holders: await this.skuHolders([slot]) });
		const pictures = isVariation ? [] : picturesOf(draft, leftOut);
		const work: Work = { draft, leftOut, fields, product, slots: [slot], place, pictures, did: 'unchanged' };
		if (!isVariation) await this.changeProduct(work, stored.origin === draft.origin);
		await changeVariants(place, [slot], fields);
		if (slot.error !== undefined) throw slot.error;
		await this.finishPictures(work);
		return told(this.client.shop, work);
	}

	private async updateFamily(
		{ id, sure }: { readonly id: string; readonly sure?: true },
		draft: ProductDraft,
		fields: readonly ProductField[],
	): Promise<SavedProduct | 'gone'> {
		const found = await familyAt(this.client, id);
		if (found === undefined) return 'gone';
		const { product } = found;
		if (sure !== true && !isFamily(product, found, draft)) return 'gone';
		const slots = draft.variations.map((one) => slotOf(one, true));
		const options = knownOptions(product, optionsOf(draft.variations));
		const spelling = new Spelling(product.options);
		if (!product.hasOnlyDefaultVariant) for (const slot of slots) choose(slot, options, spelling);
		// What is not to be made needs no place.
		const unplaced = new Map(slots.map((slot) => [slot, slot.error]));
		for (const slot of slots) delete slot.error;
		const others = findSlots(id, found, slots);
		for (const slot of slots.filter(isOpen)) {
			const error = product.hasOnlyDefaultVariant ? notVariable(slot.draft.sku) : unplaced.get(slot);
			const holder = others.find((one) => placeOfStored(one) === placeOfChosen(slot.chosen ?? []));
			if (error !== undefined) slot.error = error;
			else if (holder !== undefined) slot.error = combinationTaken(slot.draft.sku, holder);
		}
		const holders = await this.skuHolders(slots);
		for (const slot of slots.filter(isOpen)) {
			const holder = holders.get(slot.draft.sku.toLowerCase());
			if (holder !== undefined) slot.error = skuTaken(slot.draft.sku, holder);
		}
		const leftOut: Slot['leftOut'] = [];
		const missing = slots.filter(isOpen);
		if (missing.length > 0) await ensureDefinition(this.client, 'PRODUCTVARIANT');
		const locationId = await this.written(fields.includes('stock') ? slots : missing);
		const place = await this.place(product, new Hung(product), { locationId, holders });
		const work: Work = { draft, leftOut, fields, product, slots, place, pictures: picturesOf(draft, leftOut), did: 'unchanged' };
		await this.changeProduct(work, product.origin === draft.origin);
		const known = slots.filter(({ stored }) => stored !== undefined);
		await createVariants(place, missing);
		await changeVariants(place, known, fields);
		await this.finishPictures(work);
		return told(this.client.shop, work);
	}

	/** Texts, and the pictures that it lacks. */
	private async changeProduct(work: Work, isOurs: boolean): Promise<void> {
		const { draft, fields, product, place, pictures, leftOut } = work;
		const { hung, facts } = place;
		const values = filled(storedProduct(product, facts.name), productValues(draft), fields);
		const input = productInput(values, draft.variations.length === 0 ? [] : codeOf(draft, product.code));
		const isReplaced = fields.includes('images') && pictures.length > 0 && !hung.isExactly(pictures);
		const isAdded = !isReplaced && (hung.isEmpty || (isOurs && hung.ids.size > 0));
		const lacking = isAdded ? pictures.filter(({ url }) => !hung.knows(url)) : [];
		const written = await writeProduct(this.client, product.id, draft.sku, input);
		work.product = written ?? product;
		const hanging = { client: this.client, productId: product.id, hung, leftOut };
		let changed = written !== undefined;
		if (lacking.length > 0) changed = (await addPictures({ ...hanging, wanted: lacking })) || changed;
		if (isReplaced) changed = (await replacePictures({ ...hanging, wanted: pictures })) || changed;
		if (changed) work.did = 'updated';
	}

	private async finishPictures({ place: { hung, productId }, pictures, slots, leftOut }: Work): Promise<void> {
		await hung.keep(this.client, productId);
		await hung.settled(this.client, productId, this.patience);
		hung.name(pictures, leftOut);
		for (const slot of slots) if (slot.picture !== undefined) hung.name([slot.picture], slot.leftOut);
	}

	/** What an earlier run made of this listing, filled: nobody heard of it. */
	private async own(draft: ProductDraft): Promise<SavedProduct | undefined> {
		const isFamily = draft.variations.length > 0;
		const found = (await this.lookUp.byMarks([draft.origin])).find(({ kind }) => (kind === 'parent') === isFamily);
		const saved = found === undefined ? 'gone' : await this.update({ id: found.id, sure: true }, draft, []);
		return saved === 'gone' ? undefined : { ...saved, did: 'created' };
	}

	/** Of those whose SKU may be written. */
	private async skuHolders(slots: readonly Slot[]) {
		return await this.lookUp.holders(slots.flatMap(({ stored, draft }) => (stored?.sku === draft.sku ? [] : [draft.sku])));
	}

	private async written(slots: readonly Slot[]): Promise<string | undefined> {
		if (slots.every(({ values }) => values.stock === undefined)) return undefined;
		return (await writtenLocations(this.client, this.locations))[0]?.id;
	}

	private async place({ id }: WireProduct, hung: Hung, more: Pick<Place, 'locationId' | 'holders'>): Promise<Place> {
		const [facts, counted] = [await shopFacts(this.client), await countedLocations(this.client, this.locations)];
		const read: Place['read'] = async () => (await familyAt(this.client, id)) ?? { variants: [], odd: [] };
		return { client: this.client, facts, counted, productId: id, hung, stockSink: this.stockSink, read, ...more };
	}
}

function choose(slot: Slot, options: readonly Option[], spelling: Spelling): void {
	const found = chosenOf(slot.draft, options, spelling);
	if ('chosen' in found) slot.chosen = found.chosen;
	else slot.error = optionMissing(slot.draft.sku, found.missing);
}
