import { multipack } from '../sandbox/seed/catalog';
import type { Cycle } from './cycle';
import type { Pair } from './pair';
import { templateFile, templateNames, watchingTemplates, type TemplateName } from './templates';
import { waitUntil } from './wait-until';

const minute = 60_000;
const runsWithinMs = 3 * minute;
const twice = 2;

export interface TemplateTally {
	/** Files of templates that ran to a good end twice or more, and of those that did not. */
	readonly often: readonly string[];
	readonly rare: readonly string[];
	/** The latter, one line each. */
	readonly faults: readonly string[];
}

/** What looks once a day or a week looks every few seconds now, and what a person starts is started: each template runs twice. */
export async function runTemplateCycle(pair: Pair, cycle: Cycle, report: (text: string) => void): Promise<TemplateTally> {
	const { session } = pair.n8n;
	report('Everything else that looks once a day looks now, and what a person starts is started');
	// It had its one look in the demo already.
	await pair.publishTemplates([...watchingTemplates, 'nightly-stock-compare']);
	const sheet = await pair.fileFromWebhook('storebridge-demo-sheet', { rows: [multipack] });
	for (let run = 0; run < twice; run += 1) {
		await session.runByHand(pair.template('repair').id, 'See what is wrong');
		await session.sendForm(pair.template('link-products-from-sheet').id, sheet, 'links.xlsx');
		await pair.callWebhook('storebridge-demo-fail', {});
	}
	const rare = async (): Promise<readonly TemplateName[]> => {
		const runs = await Promise.all(
			templateNames.map(async (name) => (await session.executions(pair.template(name).id, { statuses: ['success'] })).length),
		);
		return templateNames.filter((_, index) => (runs[index] ?? 0) < twice);
	};
	await waitUntil(async () => (await rare()).length === 0, {
		what: 'each template to run twice',
		withinMs: runsWithinMs,
		everyMs: 2000,
	}).catch(() => undefined);
	await cycle.settle();
	const { store } = pair.world;
	const fileOf = (name: TemplateName): string => templateFile(name, store.name);
	const missing = await rare();
	return {
		often: templateNames.filter((name) => !missing.includes(name)).map(fileOf),
		rare: missing.map(fileOf),
		faults: missing.map((name) => `${fileOf(name)} did not run twice to a good end`),
	};
}
