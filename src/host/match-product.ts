import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { reasonOf } from '../domain/reasons';
import { linkProduct, type LinkOutcome } from '../usecases/match/link-product';
import { matchOrderLines, type MatchDeps } from '../usecases/match/match-order-lines';
import { systemClock } from './clock';
import { faultyItem, goOn } from './go-on';
import { attentionOf, orderItem, readMark, readOrder, runsAsTool } from './items';
import { openDatabase } from './open-database';
import { storeOf } from './ports';
import { checkDatabase, refusedItem, summaryHint } from './run-items';

/** Outputs: Matched, Needs Attention. */
export async function matchProduct(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		return context.getNodeParameter('operation', 0) === 'link' ? await link(context) : await matchLines(context);
	} catch (error) {
		return [[], await goOn(context, error, true)];
	}
}

async function matchLines(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const asTool = runsAsTool(context.getNode().type);
	const database = await openDatabase(context);
	checkDatabase(context, items, database);
	const { catalog } = await storeOf(context);
	const readable = items.flatMap((item, input) => {
		const order = readOrder(item);
		const mark = readMark(item);
		return order === undefined
			? []
			: [{ order, mark, input, ...(mark?.subscription === undefined ? {} : { subscription: mark.subscription }) }];
	});
	const outcomes = await matchOrderLines({ catalog, database, clock: systemClock }, readable);
	const matched: INodeExecutionData[] = [];
	const attention: INodeExecutionData[] = [];
	for (const [index, { mark, input }] of readable.entries()) {
		const outcome = outcomes[index];
		if (outcome?.kind === 'matched') matched.push(orderItem({ order: outcome.order, mark, input, asTool }));
		else if (outcome !== undefined) {
			attention.push(orderItem({ order: outcome.order, mark, input, asTool, extra: { attention: attentionOf(outcome.reason) } }));
		}
	}
	for (const [input, item] of items.entries()) {
		if (readOrder(item) === undefined) attention.push(refusedItem(context, item, input, reasonOf('invalidOrder', `Item ${input + 1}`)));
	}
	summaryHint(context, [
		['matched', matched.length],
		['need attention', attention.length],
	]);
	return [matched, attention];
}

async function link(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const database = await openDatabase(context);
	const { catalog } = await storeOf(context);
	const linked: INodeExecutionData[] = [];
	const attention: INodeExecutionData[] = [];
	for (const [input, item] of context.getInputData().entries()) {
		try {
			const outcome = await linkOne(context, { catalog, database, clock: systemClock }, input);
			if (outcome.kind === 'linked') linked.push({ json: { ...outcome.link, retried: outcome.retried }, pairedItem: { item: input } });
			else attention.push(refusedItem(context, item, input, outcome.reason));
		} catch (error) {
			if (!context.continueOnFail() || runsAsTool(context.getNode().type)) throw error;
			attention.push(faultyItem(context, item, input, error));
		}
	}
	summaryHint(context, [
		['linked', linked.length],
		['need attention', attention.length],
	]);
	return [linked, attention];
}

async function linkOne(context: IExecuteFunctions, deps: MatchDeps, input: number): Promise<LinkOutcome> {
	const read = (name: string): string => String(context.getNodeParameter(name, input)).trim();
	const listingSku = read('listingSku');
	const id = read('channelAccount').replace(/^(na|eu|fe):\s*/i, (region) => region.trim().toLowerCase());
	if (!/^(na|eu|fe):\S+$/.test(id)) return { kind: 'attention', reason: reasonOf('invalidAccount', `Listing "${listingSku}"`, `"${id}"`) };
	const unitsPerListing = Number(context.getNodeParameter('unitsPerListing', input));
	return await linkProduct(deps, { channel: { platform: 'amazon', id }, listingSku, products: read('productSku'), unitsPerListing });
}
