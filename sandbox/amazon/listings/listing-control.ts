import { ControlError } from '../../kernel/contract';
import { textOf, type ControlFields } from '../../kernel/control-fields';
import type { AmazonStandIn } from '../stand-in-interface';
import type { ListingDraft } from './listing-desk';

const sellerOf = ({ sellerId }: ControlFields): string | undefined => (typeof sellerId === 'string' ? sellerId : undefined);

/** Sets those of the fields that are settings of the same kind. */
export const changeSettings = (settings: object, fields: ControlFields): object => {
	for (const [name, value] of Object.entries(fields)) {
		const known: unknown = Reflect.get(settings, name);
		if (known === undefined || typeof known !== typeof value) throw new ControlError(`There is no such setting: ${name}`);
		Reflect.set(settings, name, value);
	}
	return { ...settings };
};

/**
 * Control of listings and reports: listings (all of an account), listings/put {sku, places?, …}, listings/remove {sku},
 * listings/settings {familyAfterMs?, showsAllMarketplaces?}, reports/fail {reportId?, type?} (without an id: the next one),
 * reports/freeze {type?, forMs?} (reports tell for a day what stands now),
 * reports/settings {processingMs?, gzipFromBytes?, keptMs?, showsParents?, leftOutColumns?, quotesLedger?}.
 * @returns undefined for an action that is not among these
 */
export function controlListings({ accounts, listings, reports }: AmazonStandIn, action: string, fields: ControlFields): object | undefined {
	switch (action) {
		case 'listings':
			return listings.all(sellerOf(fields));
		case 'listings/put': {
			const { sellerId: _sellerId, ...draft } = fields;
			return listings.put(draft as unknown as ListingDraft, sellerOf(fields));
		}
		case 'listings/remove':
			listings.remove(textOf(fields, 'sku'), sellerOf(fields));
			return {};
		case 'listings/settings':
			return changeSettings(listings.settings, fields);
		case 'reports/fail':
			reports.fail({
				...(fields['reportId'] === undefined ? {} : { reportId: textOf(fields, 'reportId') }),
				...(fields['type'] === undefined ? {} : { type: textOf(fields, 'type') }),
			});
			return {};
		case 'reports/freeze': {
			const { forMs = 86_400_000 } = fields;
			if (typeof forMs !== 'number') throw new ControlError('forMs must be a number of milliseconds');
			const sellerId = sellerOf(fields) ?? accounts.defaultSeller().sellerId;
			reports.freeze(sellerId, forMs, fields['type'] === undefined ? undefined : textOf(fields, 'type'));
			return {};
		}
		case 'reports/settings':
			return changeSettings(reports.settings, fields);
		default:
			return undefined;
	}
}
