import { breathe } from '../../../domain/breathe';
import type { PlatformError } from '../../../domain/platform-error';
import { say } from '../../../domain/texts/say';
import type { Words } from '../../../domain/texts/language';
import type { ProductDraft, ProductField } from '../../../ports/product-sink';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { PRODUCT_REFUSAL } from '../constants';
import { fromBadBody, safeCode } from '../errors';
import { readBatch } from '../wire/batch';
import { readable } from '../wire/fields';
import { isRecord } from '../wire/php';
import { refusalOf } from '../wire/refusal';
import { readStored, STORED, type WireStored } from '../wire/stored-product';
import { axesBody, placeOfDraft, placeOfStored, type Axes } from './attributes';
import { filled, filledCode, isIt } from './fill';
import { isUnknown } from './pictures';
import { marksOf, merged, variationBodies, type Bodies, type Body } from './product-body';
import { combinationTaken, elementRefused, variationGone } from './refusals';

/** A variation on its way into the store. */
export interface Slot {
	readonly draft: ProductDraft;
	readonly leftOut: Words[];
	bodies: Bodies;
	did: 'created' | 'updated' | 'unchanged';
	/** As the store has it. */
	record?: unknown;
	stored?: WireStored;
	error?: PlatformError;
}

interface Place {
	readonly client: WooCommerceClient;
	readonly memory: AccountMemory;
	readonly settleMs: number;
	readonly parentId: number;
	readonly parentSku: string;
	readonly axes: Axes;
	/** Why one that is not there cannot be made. */
	readonly refused: (draft: ProductDraft) => PlatformError | undefined;
}

/** Whoever is asked twice and does not answer is left to the next run. */
const MOST_TRIES = 2;

const call = (parentId: number) => ({ operation: `POST products/${parentId}/variations/batch`, write: true });

/** Makes those that the parent lacks and fills the others: as many in a request as the store does in some seconds. */
export async function saveVariations(
	place: Place,
	drafts: readonly ProductDraft[],
	fields: readonly ProductField[],
	isNew: boolean,
): Promise<readonly Slot[]> {
	const slots = drafts.map((draft): Slot => {
		const leftOut: Words[] = [];
		return { draft, leftOut, bodies: variationBodies(draft, leftOut), did: 'unchanged' };
	});
	const others = isNew ? [] : await find(place, slots);
	const known = slots.filter(({ stored }) => stored !== undefined);
	const lacking = slots.filter(({ stored }) => stored === undefined);
	const taken = new Map(others.map(({ stored }) => [placeOfStored(stored.attributes), stored]));
	for (const slot of lacking) {
		const holder = taken.get(placeOfDraft(slot.draft));
		const error =
			slot.error ??
			place.refused(slot.draft) ??
			(holder === undefined ? undefined : combinationTaken(call(place.parentId), slot.draft.sku, holder));
		if (error !== undefined) slot.error = error;
	}
	await create(
		place,
		lacking.filter(({ error }) => error === undefined),
	);
	await change(place, known, (slot) => bodyOf(slot, fields));
	return slots;
}

function bodyOf({ stored, bodies, draft }: Slot, fields: readonly ProductField[]): Body {
	return stored === undefined ? {} : { ...merged(filled(stored, bodies, fields)), ...filledCode(stored, draft) };
}

interface Known {
	readonly record: unknown;
	readonly stored: WireStored;
}

/**
 * By the id that its link tells, or else by our mark, its SKU; what nobody gave a SKU yet, by what it is among its siblings. Answers
 * the others of the parent.
 */
async function find({ client, parentId, parentSku }: Place, slots: readonly Slot[]): Promise<readonly Known[]> {
	const [byId, byOrigin, bySku] = [new Map<string, Known>(), new Map<string, Known>(), new Map<string, Known>()];
	const nameless: Known[] = [];
	for await (const page of client.pages(`products/${parentId}/variations`, STORED)) {
		for (const record of page) {
			await breathe();
			for (const own of readable(readStored, [record])) {
				// One without a SKU shows that of its parent.
				const stored = own.sku === parentSku ? { ...own, sku: '' } : own;
				const known = { record, stored };
				byId.set(String(stored.id), known);
				if (stored.origin !== undefined) byOrigin.set(stored.origin, known);
				else if (stored.sku !== '') bySku.set(stored.sku, known);
				else nameless.push(known);
			}
		}
	}
	const taken = new Set<number>();
	for (const slot of slots) {
		const { id, sku, sure } = slot.draft;
		if (id === undefined) continue;
		const found = byId.get(id);
		if (found === undefined || (sure !== true && !isIt(found.stored, slot.draft))) slot.error = variationGone(parentId, sku, id);
		else {
			taken.add(found.stored.id);
			Object.assign(slot, found);
		}
	}
	const byPlace = new Map(nameless.map((known) => [placeOfStored(known.stored.attributes), known]));
	const ways: readonly ((draft: ProductDraft) => Known | undefined)[] = [
		({ origin }) => byOrigin.get(origin),
		({ sku }) => bySku.get(sku),
		(draft) => byPlace.get(placeOfDraft(draft)),
	];
	for (const wayTo of ways) {
		for (const slot of slots.filter(({ stored, error }) => stored === undefined && error === undefined)) {
			const found = wayTo(slot.draft);
			if (found === undefined || taken.has(found.stored.id)) continue;
			taken.add(found.stored.id);
			Object.assign(slot, found);
		}
	}
	return [...byId.values()].filter(({ stored }) => !taken.has(stored.id));
}

async function create(place: Place, slots: readonly Slot[]): Promise<void> {
	let open = slots;
	for (let tries = 1; open.length > 0 && tries <= MOST_TRIES; tries += 1) {
		const again: Slot[] = [];
		for (let rest = open; rest.length > 0;) {
			const some = rest.slice(0, place.memory.batchSize('variations'));
			rest = rest.slice(some.length);
			again.push(...(await createSome(place, some, tries === MOST_TRIES)));
		}
		open = again;
	}
}

/** Gives back those that are worth another try. */
async function createSome(place: Place, some: readonly Slot[], isLast: boolean): Promise<readonly Slot[]> {
	const { parentId, axes } = place;
	const bodies = some.map(({ draft, bodies: own }) => ({
		...merged(own),
		attributes: axesBody(draft, axes),
		meta_data: marksOf(draft),
	}));
	const elements = await batch(place, 'variations', { create: bodies });
	if (!Array.isArray(elements)) {
		await place.client.settle(place.settleMs);
		await find(place, some);
		for (const slot of some) {
			if (slot.stored !== undefined) slot.did = 'created';
			else if (isLast) slot.error = elements as PlatformError;
		}
		return some.filter(({ stored }) => stored === undefined);
	}
	const again: Slot[] = [];
	for (const [at, slot] of some.entries()) {
		const refusal = refusalOf(elements[at]);
		if (refusal === undefined) {
			if (!take(slot, elements[at])) slot.error = fromBadBody(call(parentId), undefined);
			else slot.did = 'created';
		} else if (safeCode(refusal.code) === PRODUCT_REFUSAL.gtin && slot.bodies.gtin !== undefined && !isLast) {
			withoutGtin(slot);
			again.push(slot);
		} else slot.error = elementRefused(call(parentId), slot.draft.sku, refusal);
	}
	return again;
}

/** Whether there is something to leave out: what only was to be filled, and another has. */
function leaveOut(slot: Slot, code: string | undefined): boolean {
	if (code === PRODUCT_REFUSAL.gtin && slot.bodies.gtin !== undefined) withoutGtin(slot);
	else if (code === PRODUCT_REFUSAL.sku && slot.bodies.sku !== undefined && slot.stored?.sku === '') withoutSku(slot);
	else return false;
	return true;
}

export function withoutGtin(slot: Pick<Slot, 'draft' | 'leftOut' | 'bodies'>): void {
	const { gtin: _, ...rest } = slot.bodies;
	slot.bodies = rest;
	slot.leftOut.push(say('gtinElsewhere', { gtin: slot.draft.gtin ?? '' }));
}

export function withoutSku(slot: Pick<Slot, 'draft' | 'leftOut' | 'bodies'>): void {
	const { sku: _, ...rest } = slot.bodies;
	slot.bodies = rest;
	slot.leftOut.push(say('skuElsewhere', { sku: slot.draft.sku }));
}

/** Writes what `bodyOf` gives; nothing for nothing. Setting a value again changes nothing, so a lost answer is asked for once more. */
export async function change(
	place: Place,
	slots: readonly Slot[],
	bodyOf: (slot: Slot) => Body,
	how: {
		readonly kind?: string;
		readonly first?: number;
		readonly refused?: (slot: Slot) => void;
		readonly lost?: (slot: Slot) => void;
	} = {},
): Promise<void> {
	const { kind = 'variations' } = how;
	for (let rest = slots.filter((slot) => slot.error === undefined && Object.keys(bodyOf(slot)).length > 0); rest.length > 0;) {
		const some = rest.slice(0, place.memory.batchSize(kind, how.first));
		rest = rest.slice(some.length);
		const update = some.map((slot) => ({ id: slot.stored?.id, ...bodyOf(slot) }));
		let elements = await batch(place, kind, { update });
		if (!Array.isArray(elements) && how.lost === undefined) elements = await batch(place, kind, { update });
		for (const [at, slot] of some.entries()) {
			if (!Array.isArray(elements)) {
				if (how.lost === undefined) slot.error = elements as PlatformError;
				else how.lost(slot);
				continue;
			}
			const refusal = refusalOf(elements[at]);
			if (refusal === undefined) {
				if (take(slot, elements[at]) && slot.did === 'unchanged') slot.did = 'updated';
			} else if (leaveOut(slot, safeCode(refusal.code))) {
				if (Object.keys(bodyOf(slot)).length > 0) rest = [...rest, slot];
			} else if (how.refused === undefined) slot.error = elementRefused(call(place.parentId), slot.draft.sku, refusal);
			else how.refused(slot);
		}
	}
}

function take(slot: Slot, element: unknown): boolean {
	const [stored] = readable(readStored, isRecord(element) ? [element] : []);
	if (stored === undefined || stored.id === 0) return false;
	slot.record = element;
	slot.stored = stored;
	return true;
}

/** The elements of the answer, in the order of those that were sent; the error of an answer that was lost. */
async function batch(
	{ client, memory, parentId }: Place,
	kind: string,
	body: { readonly create: readonly object[] } | { readonly update: readonly object[] },
): Promise<readonly unknown[] | PlatformError> {
	const began = client.clock.now();
	const count = 'create' in body ? body.create.length : body.update.length;
	try {
		const answer = await client.post(`products/${parentId}/variations/batch`, body);
		memory.measured(kind, count, client.clock.now() - began);
		const { create: made, update: changed } = readBatch(answer.body);
		return 'create' in body ? made : changed;
	} catch (error) {
		if (!isUnknown(error)) throw error;
		memory.measured(kind, 1, Number.MAX_SAFE_INTEGER);
		return error;
	}
}
