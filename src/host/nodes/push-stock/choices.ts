import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { ToChannelWish, ToStoreWish } from '../../../usecases/stock/deps';
import type { ActionRun } from '../../action';
import { CHANNEL_WITH_STOCK, PLACE_WITH_STOCK, STORE_WITH_STOCK } from '../../platforms/roles';
import { chosen } from '../../connect';
import { wholeNumber } from '../../panel/whole-number';

/** The fields of the node by name, as they stand for all items. */
const readerOf =
	(context: IExecuteFunctions) =>
	(name: string, otherwise: unknown): unknown =>
		context.getNodeParameter(name, 0, otherwise);

/** An agent only looks, unless the builder of the workflow lets it act. */
export function isDry({ context, asTool }: Pick<ActionRun, 'context' | 'asTool'>): boolean {
	const read = readerOf(context);
	return read('dryRun', false) === true || (asTool && read('options.allowAsTool', false) !== true);
}

/** Whether it is the channel that is written to. Where the panel names several stores, the target has to be the one of the two sides. */
export const goesToChannel = (context: IExecuteFunctions): boolean => {
	const target = chosen(context, PLACE_WITH_STOCK);
	if (chosen(context, CHANNEL_WITH_STOCK).name === target.name) return true;
	const store = chosen(context, STORE_WITH_STOCK);
	if (store.name === target.name) return false;
	throw new NodeOperationError(context.getNode(), `"Target" is ${target.displayName}, and the store is ${store.displayName}`, {
		description: 'Choose the same platform in both.',
	});
};

export function wishOf(run: Pick<ActionRun, 'context' | 'asTool'>): ToChannelWish & ToStoreWish {
	const read = readerOf(run.context);
	const option = (name: string, otherwise: unknown): unknown => read(`options.${name}`, otherwise);
	const isOn = (name: string, otherwise = false): boolean => option(name, otherwise) === true;
	const number = (label: string, name: string, otherwise: number, least: number, most: number): number =>
		wholeNumber(run.context, label, option(name, otherwise), least, most);
	const text = (name: string): string => String(option(name, '') ?? '').trim();
	const maximum = number('Maximum', 'maximum', 0, 0, Number.MAX_SAFE_INTEGER);
	const [shownOnly, ownPartIn] = [text('shownOnly'), text('ownPartIn')];
	return {
		rule: {
			percentage: number('Percentage', 'percentage', 100, 1, 100),
			safetyStock: number('Safety Stock', 'safetyStock', 0, 0, Number.MAX_SAFE_INTEGER),
			...(maximum === 0 ? {} : { maximum }),
		},
		guard: {
			percentage: number('Mass-Zero Guard (%)', 'guardPercentage', 20, 0, 100),
			atLeast: number('Mass-Zero Guard From', 'guardAtLeast', 10, 0, Number.MAX_SAFE_INTEGER),
		},
		sendAll: isOn('sendAll'),
		sumRows: isOn('sumRows'),
		zeroGone: option('gone', 'leave') === 'zero',
		deductSold: isOn('deductSold', true),
		allowUnlinked: isOn('allowUnlinked'),
		dryRun: isDry(run),
		...(shownOnly === '' ? {} : { shownOnly }),
		...(ownPartIn === '' ? {} : { ownPartIn }),
	};
}
