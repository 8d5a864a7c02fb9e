import type { SellerAccount } from './accounts';
import { toWireMarketplace, type WireMarketplace } from './marketplaces';

/** One entry of Sellers API's participations (model sellers-v1). */
export interface MarketplaceParticipation {
	marketplace: WireMarketplace;
	storeName: string;
	participation: { isParticipating: boolean; hasSuspendedListings: boolean };
}

/** All marketplaces of the account, and the id that is none: real accounts show it too. */
export function participationsOf(seller: SellerAccount): MarketplaceParticipation[] {
	const shown = seller.foreignParticipation === undefined ? seller.marketplaces : [...seller.marketplaces, seller.foreignParticipation];
	return shown.map((marketplace) => ({
		marketplace: toWireMarketplace(marketplace),
		storeName: seller.storeName,
		participation: { isParticipating: true, hasSuspendedListings: false },
	}));
}

export interface SellerAccountAnswer {
	businessType: string;
	sellingPlan: string;
	marketplaceParticipationList: MarketplaceParticipation[];
	business: { name: string; registeredBusinessAddress: { addressLine1: string; city: string; postalCode: string; countryCode: string } };
}

export function accountOf(seller: SellerAccount): SellerAccountAnswer {
	return {
		businessType: 'PRIVATE_LIMITED',
		sellingPlan: 'PROFESSIONAL',
		marketplaceParticipationList: participationsOf(seller),
		business: {
			name: `${seller.storeName} Ltd.`,
			registeredBusinessAddress: { addressLine1: '1 Market Street', city: 'Dublin', postalCode: 'D01 A1A1', countryCode: 'IE' },
		},
	};
}
