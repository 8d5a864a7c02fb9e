import type { IDataObject } from 'n8n-workflow';
import type { ContentSource, Listing, ListingDetails } from '../../../domain/listing';
import { PlatformError } from '../../../domain/platform-error';
import { reasonOf, type Reason } from '../../../domain/reasons';
import type { ActionRun } from '../../action';
import { chosenListing } from '../../panel/chosen';
import { ACCOUNT_THAT_LISTS } from '../../platforms/roles';
import { CATALOG_BUDGET_MS, homeMarketplace, registeredMarketplaces } from '../../registered-marketplaces';
import { checkMarketplaces } from '../../trigger/marketplaces';
import { listOf } from '../../trigger/panel';
import { shelf, unreadable, type Shelf } from './shelf';

interface Wish {
	readonly sku: string;
	/** Empty: the account's first. */
	readonly marketplace: string;
	/** Absent where the listing itself is enough. */
	readonly details?: ContentSource;
}

/** The listings of a channel's account. */
export async function listingsOf({ context, connect }: ActionRun): Promise<Shelf> {
	const seller = await connect(ACCOUNT_THAT_LISTS, CATALOG_BUDGET_MS);
	const read = (name: string, input: number, otherwise: unknown): unknown => context.getNodeParameter(name, input, otherwise as string);
	const check = async (marketplaces: readonly string[]): Promise<void> => {
		await checkMarketplaces(context.getNode(), seller, marketplaces);
	};
	return shelf<Wish>({
		wish: (input) => {
			const sku = chosenListing(context.getNodeParameter('listing', input));
			if (sku === undefined) return reasonOf('nothingChosen', `Item ${input + 1}`, '"Listing" is empty');
			const wished = { sku, marketplace: String(read('marketplace', input, '')).trim() };
			if (read('details', input, false) !== true) return wished;
			return { ...wished, details: read('content', input, 'listing') === 'catalog' ? 'catalog' : 'listing' };
		},
		get: async (wishes) => {
			const found = new Map<Wish, IDataObject | Reason>();
			for (const own of Map.groupBy(wishes, ({ marketplace, details = '' }) => `${marketplace} ${details}`).values()) {
				const [{ marketplace: wished = '', details } = {}] = own;
				const marketplace = await homeMarketplace(seller, wished);
				await check([marketplace]);
				const skus = [...new Set(own.map(({ sku }) => sku))];
				const answers =
					details === undefined
						? await seller.listings.find(skus, marketplace)
						: await seller.listings.details(skus, { marketplace, content: details });
				const bySku = new Map(skus.map((sku, index) => [sku, answers[index]]));
				for (const wish of own) found.set(wish, itemOf(wish.sku, marketplace, bySku.get(wish.sku)));
			}
			return wishes.map((wish) => found.get(wish) ?? reasonOf('noSuchListing', subjectOf(wish.sku, wish.marketplace)));
		},
		all: async function* (input, wish) {
			const chosen = listOf(read('marketplaces', input, []));
			await check(chosen);
			const marketplaces = chosen.length > 0 ? chosen : await registeredMarketplaces(seller);
			for await (const page of seller.listings.all({ marketplaces, ...wish })) {
				yield {
					rows: page.listings.map(rowOf),
					unreadable: page.unreadable.map(({ sku, marketplace, why }) => unreadable(subjectOf(sku, marketplace), why)),
				};
			}
		},
	});
}

const subjectOf = (sku: string | undefined, marketplace: string): string =>
	sku === undefined ? `A listing in ${marketplace}` : `Listing "${sku}" in ${marketplace}`;

const rowOf = (listing: Listing): IDataObject => ({ ...listing }) as unknown as IDataObject;

/** The listing itself, and behind it what a product is made of. */
function itemOf(sku: string, marketplace: string, found: Listing | ListingDetails | PlatformError | undefined): IDataObject | Reason {
	const subject = subjectOf(sku, marketplace);
	if (found === undefined) return reasonOf('noSuchListing', subject);
	if (found instanceof PlatformError) return unreadable(subject, found);
	if (!('listing' in found)) return rowOf(found);
	const { listing, ...details } = found;
	return { ...listing, ...details } as unknown as IDataObject;
}
