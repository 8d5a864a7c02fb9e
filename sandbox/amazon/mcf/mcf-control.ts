import { ControlError } from '../../kernel/contract';
import { textOf, type ControlFields } from '../../kernel/control-fields';
import type { FbaCentre } from '../inventory/fba-parts';
import { mcfOutcomes, type McfOutcome } from '../inventory/fba-stock';
import type { AmazonStandIn } from '../stand-in-interface';
import type { McfPackageStatus } from './mcf-wire';

const oneOf = <T extends string>(value: unknown, choices: readonly T[], name: string): T => {
	const found = choices.find((choice) => choice === value);
	if (found === undefined) throw new ControlError(`${name} must be one of: ${choices.join(', ')}`);
	return found;
};

const optional = <T>(value: unknown, read: (value: unknown) => T): T | undefined => (value === undefined ? undefined : read(value));

const numberOf = (value: unknown, name: string): number => {
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new ControlError(`${name} must be a whole number`);
	return value;
};

const unitsOf = (value: unknown): Readonly<Record<string, number>> => {
	if (typeof value !== 'object' || value === null) throw new ControlError('units must be an object of whole numbers');
	return Object.fromEntries(Object.entries(value).map(([name, units]) => [name, numberOf(units, name)]));
};

const parcelStatuses: readonly McfPackageStatus[] = ['IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'DELAYED', 'UNDELIVERABLE', 'RETURNED'];

const without = <T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof T]: Exclude<T[Key], undefined> };

/**
 * Control of FBA stock and MCF orders: fba/stock {sellerSku, fulfillable, outcome?, parts?, centres?, sellerId?}, mcf/orders,
 * mcf/progress {id?}, mcf/ship {id, quantities?, carrierCode?, trackingNumber?, packages?, rest?},
 * mcf/deliver {id, status?}, mcf/fail {id, status}, mcf/expect {displayableOrderId, units},
 * mcf/settings {answersAccepted?, visibleAfterMs?, unknownIsInvalid?, times?}.
 * @returns undefined for an action that is not among these
 */
export function controlMcf({ mcf, accounts }: AmazonStandIn, action: string, fields: ControlFields): object | undefined {
	switch (action) {
		case 'fba/stock': {
			const sellerId = optional(fields['sellerId'], String) ?? accounts.defaultSeller().sellerId;
			const outcome: McfOutcome | undefined = optional(fields['outcome'], (value) => oneOf(value, mcfOutcomes, 'outcome'));
			const stock = { sellerSku: textOf(fields, 'sellerSku'), fulfillable: numberOf(fields['fulfillable'], 'fulfillable') };
			const parts = optional(fields['parts'], unitsOf);
			const centres = fields['centres'] as readonly FbaCentre[] | undefined;
			return { ...mcf.setStock(sellerId, without({ ...stock, outcome, parts, centres })) };
		}
		case 'mcf/orders':
			return mcf.accepted();
		case 'mcf/progress':
			return { moved: mcf.progress(optional(fields['id'], String)) };
		case 'mcf/ship': {
			const rest = optional(fields['rest'], (value) => oneOf(value, ['cancelled', 'unfulfillable'] as const, 'rest'));
			const draft = without({
				quantities: optional(fields['quantities'], unitsOf),
				carrierCode: optional(fields['carrierCode'], String),
				trackingNumber: optional(fields['trackingNumber'], String),
				packages: optional(fields['packages'], (value) => Math.max(1, numberOf(value, 'packages'))),
				rest,
			});
			return { status: mcf.ship(textOf(fields, 'id'), draft).status };
		}
		case 'mcf/deliver': {
			const status = optional(fields['status'], (value) => oneOf(value, parcelStatuses, 'status')) ?? 'DELIVERED';
			return { status: mcf.setParcels(textOf(fields, 'id'), status).status };
		}
		case 'mcf/fail': {
			const status = oneOf(fields['status'], ['Cancelled', 'Unfulfillable', 'Invalid'] as const, 'status');
			return { status: mcf.fail(textOf(fields, 'id'), status).status };
		}
		case 'mcf/expect':
			mcf.tellOrdered(textOf(fields, 'displayableOrderId'), unitsOf(fields['units']));
			return {};
		case 'mcf/settings': {
			const { settings } = mcf;
			settings.answersAccepted = optional(fields['answersAccepted'], (value) => value === true) ?? settings.answersAccepted;
			settings.unknownIsInvalid = optional(fields['unknownIsInvalid'], (value) => value === true) ?? settings.unknownIsInvalid;
			settings.visibleAfterMs = optional(fields['visibleAfterMs'], (value) => numberOf(value, 'visibleAfterMs')) ?? settings.visibleAfterMs;
			settings.times = { ...settings.times, ...optional(fields['times'], unitsOf) };
			return { ...settings };
		}
		default:
			return undefined;
	}
}
