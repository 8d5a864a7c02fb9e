import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { reason } from '../domain/reasons';
import { linkProduct } from '../usecases/match/link-product';
import { matchOrderLines } from '../usecases/match/match-order-lines';
import { systemClock } from './clock';
import { attentionOf, orderItem, readMark, readOrder, runsAsTool } from './items';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { storeOf } from './ports';
import { checkDatabase, refusedItem, summaryHint } from './run-items';

/** Outputs: Matched, Needs Attention. */
export async function matchProduct(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		return context.getNodeParameter('operation', 0) === 'link' ? await link(context) : await matchLines(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
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
		return order === undefined ? [] : [{ order, mark, input, ...(mark?.subscription === undefined ? {} : { subscription: mark.subscription }) }];
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
		if (readOrder(item) === undefined) attention.push(refusedItem(item, input, reason('invalidOrder', `of item ${input + 1}`)));
	}
	summaryHint(context, [['matched', matched.length], ['need attention', attention.length]]);
	return [matched, attention];
}

async function link(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const database = await openDatabase(context);
	const { catalog } = await storeOf(context);
	const linked: INodeExecutionData[] = [];
	const attention: INodeExecutionData[] = [];
	for (const [input, item] of context.getInputData().entries()) {
		const read = (name: string): string => String(context.getNodeParameter(name, input)).trim();
		const channelAccount = read('channelAccount');
		if (!/^(na|eu|fe):\S+$/.test(channelAccount)) {
			throw new NodeOperationError(context.getNode(), `"${channelAccount}" is not a seller account`, {
				description: 'Write region and Seller ID (Merchant Token), e.g. eu:A1B2C3D4E5F6G7.',
				itemIndex: input,
			});
		}
		const wish = {
			channel: { platform: 'amazon' as const, id: channelAccount },
			listingSku: read('listingSku'),
			products: read('productSku'),
			unitsPerListing: Number(context.getNodeParameter('unitsPerListing', input)),
		};
		const outcome = await linkProduct({ catalog, database, clock: systemClock }, wish);
		if (outcome.kind === 'linked') linked.push({ json: { ...outcome.link, retried: outcome.retried }, pairedItem: { item: input } });
		else attention.push({ json: { ...item.json, attention: attentionOf(outcome.reason) }, pairedItem: { item: input } });
	}
	summaryHint(context, [['linked', linked.length], ['need attention', attention.length]]);
	return [linked, attention];
}
