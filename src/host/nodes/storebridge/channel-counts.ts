import { NodeOperationError } from 'n8n-workflow';
import { reasonOf } from '../../../domain/reasons';
import type { StockPage, WarehouseWish } from '../../../ports/stock-source';
import type { ActionRun } from '../../action';
import { CHANNEL_THAT_COUNTS } from '../../platforms/roles';
import { CATALOG_BUDGET_MS, homeMarketplace } from '../../registered-marketplaces';
import { checkMarketplaces } from '../../trigger/marketplaces';
import { listOf } from '../../trigger/panel';
import { noSkus, skusOf, type Counts } from './stock';

const PLACES = ['fba', 'centre', 'awd', 'location', 'fbm'] as const;
type Place = (typeof PLACES)[number];
const PARTS: readonly WarehouseWish['counts'][number][] = ['fulfillable', 'inbound', 'reserved', 'unfulfillable'];

/** What a channel counts of an account. */
export async function channelCounts({ context, connect }: ActionRun): Promise<Counts> {
	const seller = await connect(CHANNEL_THAT_COUNTS, CATALOG_BUDGET_MS);
	const { channelStock } = seller;
	const wrong = (message: string, itemIndex: number): NodeOperationError =>
		new NodeOperationError(context.getNode(), message, { itemIndex, description: 'Choose from the list.' });
	const marketplaceOf = async (wished: string): Promise<string> => {
		const marketplace = await homeMarketplace(seller, wished, 'of which one to read the stock');
		await checkMarketplaces(context.getNode(), seller, [marketplace]);
		return marketplace;
	};

	async function* read(place: Place, wished: string, counts: WarehouseWish['counts'], skus: readonly string[]): AsyncGenerator<StockPage> {
		const some = skus.length === 0 ? {} : { skus };
		if (place === 'awd') {
			yield* channelStock.storage(some);
			return;
		}
		const marketplace = await marketplaceOf(wished);
		if (place === 'fba') yield* channelStock.warehouse({ marketplace, counts, ...some });
		else if (place === 'centre') yield* channelStock.centres({ marketplace, ...some });
		else if (place === 'fbm') yield* channelStock.offers({ marketplace, ...some });
		else yield* channelStock.locations({ marketplace, skus });
	}

	return {
		wish: (input) => {
			const name = String(context.getNodeParameter('place', input, 'fba'));
			const place = PLACES.find((one) => one === name);
			if (place === undefined) throw wrong(`"Place" has no choice "${name}"`, input);
			const chosen = place === 'fba' ? listOf(context.getNodeParameter('counts', input, ['fulfillable'])) : ['fulfillable'];
			const counts = PARTS.filter((part) => chosen.includes(part));
			if (counts.length === 0 || counts.length < new Set(chosen).size) throw wrong('"What Counts" names nothing that is counted', input);
			const skus = skusOf(context.getNodeParameter('skus', input, []));
			if (place === 'location' && skus.length === 0) return noSkus(input);
			const marketplace = place === 'awd' ? '' : String(context.getNodeParameter('marketplace', input, '')).trim();
			return {
				skus,
				alike: JSON.stringify([place, marketplace, counts]),
				read: (wanted) => read(place, marketplace, counts, wanted),
				missing: (sku) => reasonOf('stockSkuUnknown', `SKU "${sku}"`),
			};
		},
	};
}
