import type { ProductRun } from './deps';
import type { FamilyDraft } from './draft-family';
import { attention, outcomeOfRest } from './faults';
import { parentPlace, placeMembers, skusOf } from './save-family';
import type { Lookalikes, Placed } from './target';
import { familyOutcome } from './tell';

const wouldOf = (placed: Placed): 'created' | 'updated' => (placed.kind === 'there' ? 'updated' : 'created');

/** A dry run: where each would go, found out as a run does it, by reading only. */
export async function previewFamily(run: ProductRun, family: FamilyDraft, alike: Lookalikes): Promise<void> {
	for (const [sku, reason] of family.refused) run.outcomes.set(sku, attention(reason));
	const placed = await placeMembers(run, family, alike);
	const parent = family.parent === undefined ? undefined : parentPlace(family.parent, placed, alike);
	for (const { member, placed: at } of placed) {
		const { sku } = member.draft;
		if (at.kind === 'refused') run.outcomes.set(sku, attention(at.reason));
		else if (at.kind === 'missing' && parent?.kind === 'refused') run.outcomes.set(sku, attention(parent.reason));
		else run.outcomes.set(sku, { kind: 'saved', action: 'planned', would: wouldOf(at), notes: member.notes });
	}
	if (parent?.kind === 'refused') outcomeOfRest(run, skusOf(family), () => attention(parent.reason));
	else if (parent !== undefined) familyOutcome(run, family, undefined, wouldOf(parent));
}
