import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { ShippingSpeed } from '../../../domain/fulfillment';
import type { FulfillSettings } from '../../../usecases/fulfill/deps';

const SPEEDS: readonly ShippingSpeed[] = ['standard', 'expedited', 'priority'];
const POLICIES = ['fillOrKill', 'fillAll', 'fillAllAvailable'] as const;

const option = (context: IExecuteFunctions, name: string, fallback: unknown, input = 0): unknown =>
	context.getNodeParameter(`options.${name}`, input, fallback);

/** The panel of the node. Throws for what would silently ship in another way than the merchant meant. */
export function readFulfillSettings(context: IExecuteFunctions): FulfillSettings {
	const pick = <Value extends string>(name: string, values: readonly Value[], fallback: Value): Value => {
		const chosen = option(context, name, fallback);
		const found = values.find((value) => value === chosen);
		if (found !== undefined) return found;
		throw new NodeOperationError(context.getNode(), `The option "${name}" has no choice "${String(chosen)}"`, {
			description: `It takes one of: ${values.join(', ')}.`,
		});
	};
	const marketplace = String(option(context, 'marketplace', '')).trim();
	return {
		speeds: readSpeeds(context),
		policy: pick('policy', POLICIES, 'fillOrKill'),
		hold: option(context, 'hold', false) === true,
		blankBox: option(context, 'blankBox', false) === true,
		blockAmazonLogistics: option(context, 'blockAmazonLogistics', false) === true,
		notifyCustomer: option(context, 'notifyCustomer', false) === true,
		...(marketplace === '' ? {} : { marketplace }),
	};
}

export const readComment = (context: IExecuteFunctions, input: number): string | undefined => {
	const comment = String(option(context, 'comment', '', input)).trim();
	return comment === '' ? undefined : comment;
};

/** Undefined: the warehouse's own choice. */
export const readVersion = (context: IExecuteFunctions): string | undefined => {
	const version = String(option(context, 'apiVersion', ''));
	return version === '' ? undefined : version;
};

function readSpeeds(context: IExecuteFunctions): FulfillSettings['speeds'] {
	const rows = option(context, 'speeds.mapping', []);
	return (Array.isArray(rows) ? rows : []).flatMap((row: { readonly method?: unknown; readonly speed?: unknown }) => {
		const speed = SPEEDS.find((one) => one === row.speed);
		const method = String(row.method ?? '').trim();
		return speed === undefined || method === '' ? [] : [{ method, speed }];
	});
}
