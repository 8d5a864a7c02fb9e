import { NodeOperationError, type IExecuteFunctions, type INode, type IPollFunctions, type IWebhookFunctions } from 'n8n-workflow';
import { RUNS_AT_ONCE_DEFAULT, RUNS_AT_ONCE_LABEL, RUNS_AT_ONCE_OPTION } from '../panel/runs-at-once';

export type PanelContext = IExecuteFunctions | IPollFunctions | IWebhookFunctions;

/** Reads a parameter: an execution has items, a poll and a webhook have none. */
export const readerOf =
	(context: PanelContext) =>
	(name: string, fallback?: unknown): unknown =>
		'getInputData' in context && !('getRequestObject' in context)
			? context.getNodeParameter(name, 0, fallback)
			: context.getNodeParameter(name, fallback);

export const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map((entry) => String(entry)) : []);

/** The choice under "Trigger On". Throws for one that would silently find no order. */
export function chosenEvents<Event extends string>(node: INode, names: readonly string[], events: readonly Event[]): readonly Event[] {
	const isEvent = (name: string): name is Event => (events as readonly string[]).includes(name);
	const unknown = names.find((name) => !isEvent(name));
	if (unknown === undefined && names.length > 0) return names.filter(isEvent);
	throw new NodeOperationError(
		node,
		unknown === undefined ? 'Nothing is chosen under "Trigger On"' : `"Trigger On" has no choice "${unknown}"`,
		{ description: `Choose at least one event from the list. An expression has to give an array of: ${events.join(', ')}.` },
	);
}

/** The choice under "Runs at Once". Throws for what is no number of runs: an expression may give anything. */
export function runsAtOnceOf(context: IPollFunctions): number {
	const value = readerOf(context)(`options.${RUNS_AT_ONCE_OPTION}`, RUNS_AT_ONCE_DEFAULT);
	if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
	throw new NodeOperationError(context.getNode(), `"${RUNS_AT_ONCE_LABEL}" is not a number of runs`, {
		description: 'Enter a whole number from 1 on.',
	});
}
