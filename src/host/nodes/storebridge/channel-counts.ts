import { NodeOperationError } from 'n8n-workflow';
import { reasonOf } from '../../../domain/reasons';
import type { StockPage, WarehouseWish } from '../../../ports/stock-source';
import type { ActionRun } from '../../action';
import { CHANNEL_THAT_COUNTS } from '../../platforms/roles';
import { CATALOG_BUDGET_MS, registeredMarketplaces } from '../../registered-marketplaces';
import { checkMarketplaces } from '../../trigger/marketplaces';
import { listOf } from '../../trigger/panel';
import { counts, type Counts } from './counts';

const PARTS = ['fulfillable', 'inbound', 'reserved', 'unfulfillable'] as const satisfies WarehouseWish['counts'];
type Part = WarehouseWish['counts'][number];

interface Wish {
	readonly place: string;
	/** Empty: all of the account. */
	readonly marketplaces: readonly string[];
	/** What counts as stock. */
	readonly parts: readonly Part[];
}

/** What a channel counts of an account. Counts of several marketplaces stand beside each other. */
export async function channelCountsOf({ context, connect }: ActionRun): Promise<Counts> {
	const channel = await connect(CHANNEL_THAT_COUNTS, CATALOG_BUDGET_MS);
	const { channelStock } = channel;

	const inMarketplace = ({ place, parts }: Wish, marketplace: string, named: readonly string[] | undefined): AsyncIterable<StockPage> => {
		const skus = named === undefined ? {} : { skus: named };
		switch (place) {
			case 'fba':
				return channelStock.warehouse({ marketplace, counts: parts, ...skus });
			case 'centre':
				return channelStock.centres({ marketplace, ...skus });
			case 'location':
				return channelStock.locations({ marketplace, skus: named ?? [] });
			case 'fbm':
				return channelStock.offers({ marketplace, ...skus });
			default:
				throw new NodeOperationError(context.getNode(), `"Stock Of" has no choice "${place}"`, {
					description: 'Choose one of the list. An expression has to give one of: awd, centre, fba, fbm, location.',
				});
		}
	};

	return counts<Wish>({
		wish: (input) => {
			const chosen = listOf(context.getNodeParameter('counts', input, ['fulfillable']));
			const parts = PARTS.filter((part) => chosen.includes(part));
			const place = String(context.getNodeParameter('place', input, 'fba'));
			if (place === 'fba' && (parts.length === 0 || parts.length < chosen.length)) {
				throw new NodeOperationError(context.getNode(), '"What Counts" names nothing that Amazon counts, or more than that', {
					description: `Choose at least one from the list. An expression has to give an array of: ${PARTS.join(', ')}.`,
					itemIndex: input,
				});
			}
			return { place, parts, marketplaces: listOf(context.getNodeParameter('marketplaces', input, [])) };
		},
		read: async function* (wish, skus) {
			if (wish.place === 'awd') {
				yield* channelStock.storage(skus === undefined ? {} : { skus });
				return;
			}
			await checkMarketplaces(context.getNode(), channel, wish.marketplaces);
			const marketplaces = wish.marketplaces.length > 0 ? wish.marketplaces : await registeredMarketplaces(channel);
			for (const marketplace of marketplaces) yield* inMarketplace(wish, marketplace, skus);
		},
		missing: (sku) => reasonOf('stockNowhere', `SKU "${sku}"`),
	});
}
