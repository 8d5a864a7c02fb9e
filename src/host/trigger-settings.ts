import { NodeOperationError, tryToParseDateTime, type IExecuteFunctions, type INode, type IPollFunctions } from 'n8n-workflow';
import { ORDER_EVENTS, type OrderEvent } from '../domain/order-events';
import { PlatformError } from '../domain/platform-error';
import type { Marketplaces } from '../ports/marketplaces';
import type { TriggerSettings } from '../usecases/collect/settings';
import type { Connected } from './connect';

type Context = IExecuteFunctions | IPollFunctions;

/** The trigger's panel. Throws for what would silently find no order: an expression may give anything. */
export function readTriggerSettings(context: Context): TriggerSettings {
	const read = (name: string, fallback?: unknown): unknown =>
		'getInputData' in context ? context.getNodeParameter(name, 0, fallback) : context.getNodeParameter(name, fallback);
	const list = (value: unknown): string[] => (Array.isArray(value) ? value.map((entry) => String(entry)) : []);
	const others = String(read('options.otherMarketplaces', ''))
		.split(',')
		.map((id) => id.trim())
		.filter((id) => id !== '');
	const backfillFrom = read('startFrom', 'now') === 'date' ? readDate(context, read('backfillFrom', '')) : undefined;
	return {
		marketplaces: [...list(read('marketplaces', [])), ...others],
		events: readEvents(context.getNode(), list(read('events', []))),
		personalData: read('personalData', false) === true,
		raw: read('options.raw', false) === true,
		...(backfillFrom === undefined ? {} : { backfillFrom }),
	};
}

const isEvent = (name: string): name is OrderEvent => (ORDER_EVENTS as readonly string[]).includes(name);

function readEvents(node: INode, names: readonly string[]): readonly OrderEvent[] {
	const unknown = names.find((name) => !isEvent(name));
	if (unknown === undefined && names.length > 0) return names.filter(isEvent);
	throw new NodeOperationError(
		node,
		unknown === undefined ? 'Nothing is chosen under "Trigger On"' : `"Trigger On" has no choice "${unknown}"`,
		{
			description: `Choose at least one event from the list. An expression has to give an array of: ${ORDER_EVENTS.join(', ')}.`,
		},
	);
}

/** A date without a zone is meant in the workflow's. */
function readDate(context: Context, value: unknown): string {
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

/** Marketplaces that an account was seen to have, by account and id, for the life of the process. */
const proven = new Set<string>();

/** Throws for marketplaces the account cannot have orders of; a mistyped one would silently give none. */
export async function checkMarketplaces(node: INode, seller: Connected<'marketplaces'>, ids: readonly string[]): Promise<void> {
	const wrong = (message: string) =>
		new NodeOperationError(node, message, {
			description:
				'Choose under "Marketplace Names or IDs" from the list, or write IDs such as A1PA6795UKMFR9 (Amazon.de). Empty means all marketplaces of the account.',
		});
	const { known, problemOf } = seller.marketplaces;
	for (const id of ids) {
		const problem = problemOf(id);
		if (problem !== undefined) throw wrong(problem);
	}
	const key = (id: string): string => `${seller.account.id} ${id}`;
	const unproven = ids.filter((id) => known.every((one) => one.id !== id) && !proven.has(key(id)));
	if (unproven.length === 0) return;
	const taken = await registeredIn(seller.marketplaces);
	for (const id of unproven) {
		if (taken?.has(id) === false) throw wrong(`The seller account has no marketplace ${id}`);
		if (taken !== undefined) proven.add(key(id));
	}
}

/** Undefined while Amazon cannot be asked: the search itself says why. */
async function registeredIn(marketplaces: Marketplaces): Promise<ReadonlySet<string> | undefined> {
	try {
		return await marketplaces.registered();
	} catch (error) {
		if (error instanceof PlatformError) return undefined;
		throw error;
	}
}
