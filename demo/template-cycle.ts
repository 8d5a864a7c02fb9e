import { multipack } from '../sandbox/seed/catalog';
import type { Cycle } from './cycle';
import type { Demo } from './demo';
import { templateNames, watchingTemplates, type TemplateName } from './templates';
import { waitUntil } from './wait-until';

const minute = 60_000;
const runsWithinMs = 3 * minute;
const twice = 2;

export interface TemplateTally {
	/** Templates that ran to a good end twice or more. */
	readonly templatesRun: number;
	/** Those that did not, one line each. */
	readonly faults: readonly string[];
}

/** What looks once a day or a week looks every few seconds now, and what a person starts is started: each template runs twice. */
export async function runTemplateCycle(demo: Demo, cycle: Cycle, report: (text: string) => void): Promise<TemplateTally> {
	const { session } = demo.n8n;
	report('Everything else that looks once a day looks now, and what a person starts is started');
	// It had its one look in the demo already.
	await demo.publishTemplates([...watchingTemplates, 'nightly-stock-compare']);
	const sheet = await session.fileFromWebhook('storebridge-demo-sheet', { rows: [multipack] });
	for (let run = 0; run < twice; run += 1) {
		await session.runByHand(demo.template('repair').id, 'See what is wrong');
		await session.sendForm(demo.template('link-products-from-sheet').id, sheet, 'links.xlsx');
		await session.callWebhook('storebridge-demo-fail', {});
	}
	const rare = async (): Promise<readonly TemplateName[]> => {
		const runs = await Promise.all(
			templateNames.map(async (name) => (await session.executions(demo.template(name).id, { statuses: ['success'] })).length),
		);
		return templateNames.filter((_, index) => (runs[index] ?? 0) < twice);
	};
	await waitUntil(async () => (await rare()).length === 0, {
		what: 'each template to run twice',
		withinMs: runsWithinMs,
		everyMs: 2000,
	}).catch(() => undefined);
	await cycle.settle();
	const missing = await rare();
	return {
		templatesRun: templateNames.length - missing.length,
		faults: missing.map((name) => `${name} did not run twice to a good end`),
	};
}
