import { NodeOperationError, tryToParseDateTime } from 'n8n-workflow';
import { ORDER_EVENTS } from '../../domain/order-events';
import type { Order } from '../../domain/order';
import type { ChannelSettings } from '../../usecases/trigger';
import { amazon } from '../platforms/table';
import { channelOrdersOf } from './kinds';
import { checkMarketplaces } from './marketplaces';
import { chosenEvents, listOf, readerOf, type PanelContext } from './panel';
import { TELLS_ORDERS, type Panel, type Trigger } from './trigger';

export const amazonTrigger: Trigger<Order, ChannelSettings> = {
	...TELLS_ORDERS,
	called: 'Amazon',
	platform: amazon.displayName,
	isInstant: false,
	sampleDays: 30,
	noSampleAdvice: 'Choose more events or marketplaces, or publish the workflow: it starts with the next order.',
	readPanel,
	async connect(context, database) {
		const { seller, ...connection } = await channelOrdersOf(context, amazon, database);
		return { ...connection, check: async (node, { marketplaces }) => await checkMarketplaces(node, seller, marketplaces) };
	},
};

function readPanel(context: PanelContext): Panel<ChannelSettings> {
	const read = readerOf(context);
	const others = String(read('options.otherMarketplaces', ''))
		.split(',')
		.map((id) => id.trim())
		.filter((id) => id !== '');
	const backfillFrom = read('startFrom', 'now') === 'date' ? readDate(context, read('backfillFrom', '')) : undefined;
	return {
		settings: {
			marketplaces: [...listOf(read('marketplaces', [])), ...others],
			events: chosenEvents(context.getNode(), listOf(read('events', [])), ORDER_EVENTS),
			personalData: read('personalData', false) === true,
			raw: read('options.raw', false) === true,
			...(backfillFrom === undefined ? {} : { backfillFrom }),
		},
	};
}

/** A date without a zone is meant in the workflow's. */
function readDate(context: PanelContext, value: unknown): string {
	const node = context.getNode();
	const description = 'Choose the day from which on orders are to be read, at most two years ago.';
	let time: number;
	try {
		time = tryToParseDateTime(value, context.getTimezone()).toMillis();
	} catch {
		throw new NodeOperationError(node, '"Orders Bought Since" is not a date', { description });
	}
	if (time > Date.now()) throw new NodeOperationError(node, '"Orders Bought Since" lies in the future', { description });
	return new Date(time).toISOString();
}
