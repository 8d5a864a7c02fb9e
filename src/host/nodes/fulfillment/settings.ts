import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { ShippingSpeed } from '../../../domain/fulfillment';
import type { ApprovalRules } from '../../../usecases/fulfill/approval-rules';
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
		...readReadyStatuses(context),
		approval: readApproval(context),
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

/** Throws for an empty choice: every order would wait for ever. */
function readReadyStatuses(context: IExecuteFunctions): Pick<FulfillSettings, 'readyStatuses'> {
	const chosen = option(context, 'readyStatuses', null);
	if (chosen === null) return {};
	const statuses = (Array.isArray(chosen) ? chosen : []).map((status) => String(status).trim()).filter((status) => status !== '');
	if (statuses.length > 0) return { readyStatuses: statuses };
	throw new NodeOperationError(context.getNode(), 'Nothing is chosen under "Ready Status Names or IDs"', {
		description:
			'Choose the statuses in which a paid order is sent to Amazon, or remove the option: then it is the one in which it waits to be shipped. An expression has to give an array of IDs.',
	});
}

/** Throws for an amount that is none: orders would go without the look that was asked for. */
function readApproval(context: IExecuteFunctions): ApprovalRules {
	const rule = (name: string, fallback: unknown): unknown => option(context, `approval.rules.${name}`, fallback);
	const above = String(rule('totalAbove', 0) ?? 0).trim();
	const codes = String(rule('countries', ''))
		.split(',')
		.map((code) => code.trim().toUpperCase())
		.filter((code) => code !== '');
	if (!/^\d*(\.\d+)?$/.test(above) || codes.some((code) => !/^[A-Z]{2}$/.test(code))) {
		throw new NodeOperationError(context.getNode(), 'The option "Hold for Approval" cannot be read', {
			description: '"Total Above" takes a number like 250 or 99.90, "Countries" two-letter codes like "US, BR".',
		});
	}
	return {
		...(Number(above) > 0 ? { totalAbove: above } : {}),
		countries: codes,
		firstOrder: rule('firstOrder', false) === true,
		addressesDiffer: rule('addressesDiffer', false) === true,
		emailDiffers: rule('emailDiffers', false) === true,
	};
}

function readSpeeds(context: IExecuteFunctions): FulfillSettings['speeds'] {
	const rows = option(context, 'speeds.mapping', []);
	return (Array.isArray(rows) ? rows : []).flatMap((row: { readonly method?: unknown; readonly speed?: unknown }) => {
		const speed = SPEEDS.find((one) => one === row.speed);
		const method = String(row.method ?? '').trim();
		return speed === undefined || method === '' ? [] : [{ method, speed }];
	});
}
