import { accountKey } from '../../domain/account';
import { breathe, mapInBreaths } from '../../domain/breathe';
import type { Reason } from '../../domain/reasons';
import type { ProductDeps, ProductOutcome, ProductRun, ProductSettings } from './deps';
import { familiesOf, parentOf, type Family } from './families';
import { draftFamily, type FamilyDraft } from './draft-family';
import { attention, faultOf, outcomeOfRest } from './faults';
import { previewFamily } from './preview';
import { readDetails } from './read-details';
import { saveFamily, skusOf } from './save-family';
import { Lookalikes, soughtOf } from './target';

/** So many products in a row that the store did not answer for: it is out of reach, and does not only fail over one of them. */
const MOST_UNANSWERED = 2;

/**
 * Makes or fills the products that these listings are, each once, whoever else saves it at the same time and however often it is
 * asked for. Answers one outcome per SKU, in order; the same SKU twice is one product. Refusals are outcomes; it throws
 * PlatformError only for a fault that concerns all, before anything was written. What was done before it is run again is found,
 * so that a run goes on where another one stopped.
 */
export async function saveProducts(
	deps: ProductDeps,
	settings: ProductSettings,
	skus: readonly string[],
): Promise<readonly ProductOutcome[]> {
	const run: ProductRun = { ...deps, settings, outcomes: new Map() };
	if (skus.length > 0) await saveAsked(run, [...new Set(skus)]);
	return skus.map((sku) => {
		const outcome = run.outcomes.get(sku);
		if (outcome === undefined) throw new Error(`Listing ${sku} was left without an outcome`);
		return outcome;
	});
}

async function saveAsked(run: ProductRun, asked: readonly string[]): Promise<void> {
	const { found, faults } = await readDetails(run, run.settings, asked);
	for (const sku of asked) {
		const details = found.get(sku);
		// A parent that only did not answer is no reason to make its variation a product of its own.
		const ofParent = details === undefined ? undefined : faults.get(parentOf(details) ?? '');
		const why = details === undefined ? faults.get(sku) : ofParent?.code === 'listingUnreadable' ? ofParent : undefined;
		if (why !== undefined) run.outcomes.set(sku, attention(why));
	}
	const open = asked.filter((sku) => !run.outcomes.has(sku));
	if (open.length === 0) return;
	const drafts = await draftAll(run, familiesOf(open, found), faults);
	const alike = await look(run, drafts);
	if (run.settings.dryRun) for (const family of drafts) await previewFamily(run, family, alike);
	else await saveAll(run, drafts, alike);
}

async function draftAll(
	run: ProductRun,
	families: readonly Family[],
	faults: ReadonlyMap<string, Reason>,
): Promise<readonly FamilyDraft[]> {
	const measures = await run.sink.measures();
	const channel = accountKey(run.listings.account);
	return await mapInBreaths(families, (family) => draftFamily(family, { settings: run.settings, measures, channel, faults }));
}

/** All that is not linked yet is looked for together, in the store's largest look-ups. */
async function look(run: ProductRun, drafts: readonly FamilyDraft[]): Promise<Lookalikes> {
	const between = { channel: accountKey(run.listings.account), store: accountKey(run.sink.account) };
	const skus = drafts.flatMap(({ members }) => members.map(({ draft }) => draft.sku));
	const links = await run.database.links.get(between, skus);
	const sought = drafts.flatMap(({ parent, members }) => {
		const unlinked = members.filter(({ draft }) => !links.has(draft.sku)).map(({ draft }) => soughtOf(draft));
		return parent === undefined ? unlinked : [soughtOf(parent), ...unlinked];
	});
	return new Lookalikes(sought.length === 0 ? [] : await run.sink.alike(sought));
}

async function saveAll(run: ProductRun, drafts: readonly FamilyDraft[], alike: Lookalikes): Promise<void> {
	let unanswered = 0;
	for (const [index, family] of drafts.entries()) {
		await breathe();
		const error = await saveFamily(run, family, alike);
		unanswered = error?.passing === true ? unanswered + 1 : 0;
		if (error === undefined || (!error.concernsAll && unanswered < MOST_UNANSWERED)) continue;
		// Nothing was written: whoever runs the node hears of it at once.
		if (error.concernsAll && ![...run.outcomes.values()].some(({ kind }) => kind === 'saved')) throw error;
		for (const left of drafts.slice(index + 1)) outcomeOfRest(run, skusOf(left), (sku) => attention(faultOf(sku, error)));
		return;
	}
}
