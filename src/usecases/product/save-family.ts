import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { reasonOf, type Reason } from '../../domain/reasons';
import type { ProductLink } from '../../domain/product';
import type { ProductDraft, SavedProduct } from '../../ports/product-sink';
import { whileClaimed } from '../once';
import type { ProductOutcome, ProductRun } from './deps';
import { asSingle, type FamilyDraft } from './draft-family';
import type { MemberDraft } from './draft-listing';
import { attention, faultOf, outcomeOfRest } from './faults';
import { LEASE_MS, makeAgain, makeOnce, productKey } from './make-once';
import { noteSaved } from './note-saved';
import { listingNamed } from './read-details';
import { familyOutcome, toldOf } from './tell';
import { CREATED_RULE, linkedPlace, type Lookalikes, type Placed, type Target } from './target';

/** How long another run is waited for that is at the same product. */
const WAIT_FOR_OTHERS = { waitMs: 45_000, lookMs: 500 } as const;

/** A listing, and which product of the store it is. */
export interface PlacedMember {
	readonly member: MemberDraft;
	readonly placed: Placed;
}

export const skusOf = ({ root, members, refused }: FamilyDraft): readonly string[] => [
	...new Set([...members.map(({ draft }) => draft.sku), ...refused.keys(), root]),
];

/**
 * One product with all that is asked of it: whoever else is at it waits. Answers the failure of the store that ended the work, whose
 * listings have it as their outcome.
 */
export async function saveFamily(run: ProductRun, family: FamilyDraft, alike: Lookalikes): Promise<PlatformError | undefined> {
	for (const [sku, reason] of family.refused) run.outcomes.set(sku, attention(reason));
	try {
		const waiting = { leaseMs: LEASE_MS, ...WAIT_FOR_OTHERS };
		const done = await whileClaimed(run, productKey(run.sink, family.root, 'turn'), waiting, async () => {
			await saveInTurn(run, family, alike);
			return true;
		});
		if (done === undefined) outcomeOfRest(run, skusOf(family), (sku) => attention(reasonOf('productInProgress', listingNamed(sku))));
		return undefined;
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		outcomeOfRest(run, skusOf(family), (sku) => attention(faultOf(sku, error)));
		return error;
	}
}

async function saveInTurn(run: ProductRun, family: FamilyDraft, alike: Lookalikes): Promise<void> {
	const placed = await placeMembers(run, family, alike);
	for (const { member, placed: at } of placed) if (at.kind === 'refused') run.outcomes.set(member.draft.sku, attention(at.reason));
	if (family.parent === undefined) {
		for (const { member, placed: at } of placed) await saveSingle(run, alike, member, at);
		return;
	}
	await saveUnderParent(run, family, family.parent, placed, alike);
}

/** By the links as they are now: another run may have made some since this one looked. */
export async function placeMembers(run: ProductRun, { members }: FamilyDraft, alike: Lookalikes): Promise<readonly PlacedMember[]> {
	const between = { channel: accountKey(run.listings.account), store: accountKey(run.sink.account) };
	const links: ReadonlyMap<string, ProductLink> = await run.database.links.get(
		between,
		members.map(({ draft }) => draft.sku),
	);
	const placed = members.map((member): PlacedMember => {
		const link = links.get(member.draft.sku);
		return { member, placed: link === undefined ? alike.of(member.draft, 'product') : linkedPlace(link) };
	});
	const found = placed.flatMap(({ placed: at }) => (at.kind === 'there' && !at.linked ? [at.target.id] : []));
	if (found.length === 0) return placed;
	const holders = await run.database.links.ofProducts(between, found);
	return placed.map((one) => {
		const holder = one.placed.kind === 'there' && !one.placed.linked ? holderOf(one.member, holders.get(one.placed.target.id)) : undefined;
		if (holder === undefined) return one;
		const { sku } = one.member.draft;
		return { ...one, placed: { kind: 'refused', reason: reasonOf('productTaken', listingNamed(sku), listingNamed(holder.sku)) } };
	});
}

/** Another listing of the same place that has the product: it is not filled with what is this one's. */
const holderOf = ({ listing }: MemberDraft, links: readonly ProductLink[] = []): ProductLink | undefined =>
	links.find(
		({ sku, rule, places = [] }) =>
			sku !== listing.sku &&
			rule !== 'manual' &&
			places.some(({ marketplace, fulfilledBy }) => marketplace === listing.marketplace && fulfilledBy === listing.fulfilledBy),
	);

/** A product of its own: a single listing, or a variation that the store has as one. */
async function saveSingle(run: ProductRun, alike: Lookalikes, member: MemberDraft, placed: Placed): Promise<void> {
	const { sku } = member.draft;
	if (placed.kind === 'refused') return;
	if (placed.kind === 'there') {
		// A variation keeps what it is among its siblings.
		const draft = placed.target.parentId === undefined ? asSingle(member.draft) : member.draft;
		const saved = await run.sink.update(placed.target, draft, run.settings.overwrite);
		if (saved === 'gone') run.outcomes.set(sku, attention(reasonOf('productGone', listingNamed(sku))));
		else await noteSingle(run, member, saved, placed.linked ? undefined : placed.target.rule);
		return;
	}
	const { saved, rule } = await makeOrFill(run, alike, member.draft);
	if ('code' in saved) run.outcomes.set(sku, attention(saved));
	else await noteSingle(run, member, saved, rule);
}

async function noteSingle(run: ProductRun, member: MemberDraft, saved: SavedProduct, rule: string | undefined): Promise<void> {
	const { id, parentId } = saved.product;
	const { sku } = member.draft;
	const link = { listing: member.listing, productId: id, ...(parentId === undefined ? {} : { parentId }), rule: rule ?? '' };
	const refused = rule === undefined ? undefined : (await noteSaved(run, [link], { sku, id })).get(sku);
	run.outcomes.set(sku, refused === undefined ? savedOutcome(member, saved) : attention(refused));
}

/** Made now; or filled, where an earlier run made it and did not come to an end. */
async function makeOrFill(
	run: ProductRun,
	alike: Lookalikes,
	draft: ProductDraft,
): Promise<{ readonly saved: SavedProduct | Reason; readonly rule: string }> {
	let made = await makeOnce(run, draft);
	if (made.kind === 'found') {
		const saved = await run.sink.update(made.target, draft, run.settings.overwrite);
		if (saved !== 'gone') return { saved, rule: made.target.rule };
		made = await makeAgain(run, draft, made.target.id);
	}
	if (made.kind === 'found') return { saved: reasonOf('productGone', listingNamed(draft.sku)), rule: '' };
	if (made.kind === 'refused') return { saved: made.reason, rule: '' };
	for (const one of [made.saved, ...made.saved.variations]) if (!(one instanceof PlatformError)) alike.note(one.product);
	return { saved: made.saved, rule: CREATED_RULE };
}

const savedOutcome = ({ notes }: MemberDraft, { product, did, adminUrl, leftOut }: SavedProduct): ProductOutcome => ({
	kind: 'saved',
	action: did,
	product: toldOf(product, adminUrl),
	notes: [...notes, ...leftOut],
});

/** The parent of variations, where the store has it: the one that most of them are in, else by our mark or its SKU. */
export function parentPlace(parent: ProductDraft, placed: readonly PlacedMember[], alike: Lookalikes): Placed {
	const within = placed.flatMap(({ placed: at }) => (at.kind === 'there' && at.target.parentId !== undefined ? [at] : []));
	const [most] = [...Map.groupBy(within, ({ target }) => target.parentId ?? '')].toSorted(
		([, one], [, other]) => other.length - one.length,
	);
	if (most === undefined) return alike.of(parent, 'parent');
	const [id, [first, ...others]] = most;
	const sure = [first, ...others].some((at) => at?.target.sure === true);
	return { kind: 'there', linked: true, target: { id, rule: first?.target.rule ?? '', ...(sure ? { sure } : {}) } };
}

/** Of its variations those that are there, or are to be made: all others are products of their own, or somebody else's variations. */
async function saveUnderParent(
	run: ProductRun,
	family: FamilyDraft,
	parent: ProductDraft,
	placed: readonly PlacedMember[],
	alike: Lookalikes,
): Promise<void> {
	const at = parentPlace(parent, placed, alike);
	const parentId = at.kind === 'there' ? at.target.id : undefined;
	const [under, apart] = [placed.filter((one) => isUnder(one, parentId)), placed.filter((one) => !isUnder(one, parentId))];
	for (const { member, placed: own } of apart) await saveSingle(run, alike, member, own);
	if (at.kind === 'refused') {
		outcomeOfRest(run, skusOf(family), () => attention(at.reason));
		return;
	}
	if (under.length === 0) return familyOutcome(run, family, undefined);
	const draft = { ...parent, variations: under.map(({ member, placed: own }) => withId(member.draft, own)) };
	const saved = at.kind === 'missing' ? (await makeOrFill(run, alike, draft)).saved : await fill(run, at.target, draft);
	if ('code' in saved) {
		outcomeOfRest(run, skusOf(family), () => attention(saved));
		return;
	}
	await noteVariations(run, under, saved, { sku: parent.sku, isNew: at.kind === 'missing' });
	familyOutcome(run, family, saved);
}

const isUnder = ({ placed }: PlacedMember, parentId: string | undefined): boolean =>
	placed.kind === 'missing' || (placed.kind === 'there' && placed.target.parentId !== undefined && placed.target.parentId === parentId);

const withId = (draft: ProductDraft, placed: Placed): ProductDraft =>
	placed.kind === 'there' ? { ...draft, id: placed.target.id, ...(placed.target.sure === true ? { sure: true } : {}) } : draft;

async function fill(run: ProductRun, target: Target, draft: ProductDraft) {
	const saved = await run.sink.update(target, draft, run.settings.overwrite);
	return saved === 'gone' ? reasonOf('productGone', listingNamed(draft.sku)) : saved;
}

async function noteVariations(
	run: ProductRun,
	under: readonly PlacedMember[],
	{ product, variations }: SavedProduct,
	parent: { readonly sku: string; readonly isNew: boolean },
): Promise<void> {
	const links = under.flatMap(({ member, placed }, index) => {
		const saved = variations[index];
		if (saved === undefined || saved instanceof PlatformError || (placed.kind === 'there' && placed.linked)) return [];
		const rule = placed.kind === 'there' ? placed.target.rule : CREATED_RULE;
		return [{ listing: member.listing, productId: saved.product.id, parentId: product.id, rule }];
	});
	const refused: ReadonlyMap<string, Reason> =
		links.length === 0 && !parent.isNew ? new Map() : await noteSaved(run, links, { sku: parent.sku, id: product.id });
	for (const [index, { member }] of under.entries()) {
		const saved = variations[index];
		const why = refused.get(member.draft.sku);
		if (why !== undefined) run.outcomes.set(member.draft.sku, attention(why));
		else if (saved instanceof PlatformError) run.outcomes.set(member.draft.sku, attention(faultOf(member.draft.sku, saved)));
		else if (saved !== undefined) run.outcomes.set(member.draft.sku, savedOutcome(member, saved));
		else run.outcomes.set(member.draft.sku, attention(reasonOf('productUnknown', listingNamed(member.draft.sku))));
	}
}
