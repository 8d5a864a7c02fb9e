import { NodeOperationError, type IExecuteFunctions, type INode, type IPollFunctions } from 'n8n-workflow';
import { STORE_EVENTS, type StoreEvent } from '../domain/store-order-events';
import type { StoreTriggerSettings } from '../usecases/store-collect/settings';
import { systemClock } from './clock';

/** Two months. */
const IMPORT_MS = 61 * 24 * 60 * 60_000;

export interface StoreTriggerPanel extends StoreTriggerSettings {
	/** Whether the store calls us; else it is only asked. */
	readonly instant: boolean;
}

/** The trigger's panel. Throws for what would silently find no order: an expression may give anything. */
export function readStoreTriggerPanel(context: IExecuteFunctions | IPollFunctions): StoreTriggerPanel {
	const read = (name: string, fallback?: unknown): unknown =>
		'getInputData' in context ? context.getNodeParameter(name, 0, fallback) : context.getNodeParameter(name, fallback);
	const list = (value: unknown): string[] => (Array.isArray(value) ? value.map((entry) => String(entry)) : []);
	return {
		events: readEvents(context.getNode(), list(read('events', []))),
		instant: read('instant', true) === true,
		shippedStatuses: list(read('options.shippedStatuses', [])),
		...(read('firstImport', false) === true ? { importFrom: new Date(systemClock.now() - IMPORT_MS).toISOString() } : {}),
	};
}

const isEvent = (name: string): name is StoreEvent => (STORE_EVENTS as readonly string[]).includes(name);

function readEvents(node: INode, names: readonly string[]): readonly StoreEvent[] {
	const unknown = names.find((name) => !isEvent(name));
	if (unknown === undefined && names.length > 0) return names.filter(isEvent);
	throw new NodeOperationError(
		node,
		unknown === undefined ? 'Nothing is chosen under "Trigger On"' : `"Trigger On" has no choice "${unknown}"`,
		{
			description: `Choose at least one event from the list. An expression has to give an array of: ${STORE_EVENTS.join(', ')}.`,
		},
	);
}
