import { ControlError } from '../../kernel/contract';
import { foreignParticipations, marketplaces, type AmazonRegion, type Marketplace } from './marketplaces';

/** Roles of an application, see https://developer-docs.amazon.com/sp-api/docs/roles-in-the-selling-partner-api */
export type ApplicationRole =
	| 'Inventory and Order Tracking'
	| 'Amazon Fulfillment'
	| 'Product Listing'
	| 'Direct-to-Consumer Shipping'
	| 'Tax Invoicing'
	| 'Tax Remittance';

export const everyRole: readonly ApplicationRole[] = [
	'Inventory and Order Tracking',
	'Amazon Fulfillment',
	'Product Listing',
	'Direct-to-Consumer Shipping',
	'Tax Invoicing',
	'Tax Remittance',
];

export interface SellingApplication {
	readonly clientId: string;
	readonly clientSecret: string;
	roles: readonly ApplicationRole[];
	/** Where parcels are: given, refused when it is asked, or no scope of the application at all. */
	tracking: 'granted' | 'denied' | 'noScope';
	/** False shows orders exactly as stored, for comparing with Amazon's own samples. */
	readonly hidesPersonalData: boolean;
}

export interface SellerAccount {
	/** The merchant token. */
	readonly sellerId: string;
	readonly storeName: string;
	readonly region: AmazonRegion;
	readonly marketplaces: readonly Marketplace[];
	/** Among the participations, but no Amazon marketplace. */
	readonly foreignParticipation?: Marketplace;
	/** Whether FBA orders of this account show their delivery address; as a rule they do not. */
	readonly showsFbaAddresses: boolean;
}

/** What a person types into a credential. */
export interface AmazonCredentials {
	readonly clientId: string;
	readonly clientSecret: string;
	readonly refreshToken: string;
	readonly sellerId: string;
	readonly region: AmazonRegion;
}

export interface Authorization {
	readonly refreshToken: string;
	readonly application: SellingApplication;
	readonly seller: SellerAccount;
	revoked: boolean;
}

export interface AccessToken {
	readonly application: SellingApplication;
	/** Whose data it opens. A grantless one opens nobody's, but what its scope names. */
	readonly authorization?: Authorization;
	readonly scope?: string;
	/** Milliseconds since the epoch. */
	readonly expiresAt: number;
}

export interface AccountBook {
	addSeller(seller: Pick<SellerAccount, 'sellerId' | 'region'> & Partial<SellerAccount>): SellerAccount;
	addApplication(application: Pick<SellingApplication, 'clientId' | 'clientSecret'> & Partial<SellingApplication>): SellingApplication;
	authorize(clientId: string, sellerId: string, refreshToken: string): AmazonCredentials;
	application(clientId: string): SellingApplication | undefined;
	seller(sellerId: string): SellerAccount;
	authorization(refreshToken: string): Authorization | undefined;
	credentials(): readonly AmazonCredentials[];
	/** The sellers that have authorised an application. */
	sellersOf(application: SellingApplication): readonly SellerAccount[];
	rememberToken(token: string, access: AccessToken): void;
	accessToken(token: string): AccessToken | undefined;
	/** The first seller, used where a control request names none. */
	defaultSeller(): SellerAccount;
	clear(): void;
}

const toCredentials = ({ application, seller, refreshToken }: Authorization): AmazonCredentials => ({
	clientId: application.clientId,
	clientSecret: application.clientSecret,
	refreshToken,
	sellerId: seller.sellerId,
	region: seller.region,
});

const must = <T>(value: T | undefined, what: string): T => {
	if (value === undefined) throw new ControlError(`${what} is not known to the sandbox`, 404);
	return value;
};

export function createAccountBook(): AccountBook {
	const applications = new Map<string, SellingApplication>();
	const sellers = new Map<string, SellerAccount>();
	const authorizations = new Map<string, Authorization>();
	const tokens = new Map<string, AccessToken>();
	return {
		addSeller(given) {
			const foreign = foreignParticipations[given.region];
			const seller: SellerAccount = {
				storeName: 'Sandbox Store',
				marketplaces: marketplaces.filter((marketplace) => marketplace.region === given.region),
				showsFbaAddresses: false,
				...(foreign === undefined ? {} : { foreignParticipation: foreign }),
				...given,
			};
			sellers.set(seller.sellerId, seller);
			return seller;
		},
		addApplication(given) {
			const application: SellingApplication = { roles: everyRole, tracking: 'granted', hidesPersonalData: true, ...given };
			applications.set(application.clientId, application);
			return application;
		},
		authorize(clientId, sellerId, refreshToken) {
			const authorization: Authorization = {
				refreshToken,
				application: must(applications.get(clientId), 'The application'),
				seller: must(sellers.get(sellerId), 'The seller'),
				revoked: false,
			};
			authorizations.set(refreshToken, authorization);
			return toCredentials(authorization);
		},
		application: (clientId) => applications.get(clientId),
		seller: (sellerId) => must(sellers.get(sellerId), 'The seller'),
		authorization: (refreshToken) => authorizations.get(refreshToken),
		sellersOf: (application) =>
			[...authorizations.values()].filter((known) => known.application === application && !known.revoked).map(({ seller }) => seller),
		credentials: () => [...authorizations.values()].map(toCredentials),
		rememberToken: (token, access) => tokens.set(token, access),
		accessToken: (token) => tokens.get(token),
		defaultSeller: () => must(sellers.values().next().value, 'Any seller'),
		clear() {
			for (const map of [applications, sellers, authorizations, tokens]) map.clear();
		},
	};
}

/** A European seller with all marketplaces of the region, and an American one, both using one private application. */
export function addDefaultAccounts(book: AccountBook): void {
	const { clientId } = book.addApplication({
		clientId: 'amzn1.application-oa2-client.sandbox',
		clientSecret: 'amzn1.oa2-cs.v1.sandbox',
	});
	const eu = book.addSeller({ sellerId: 'A1SANDBOXEU', region: 'eu', storeName: 'Oak & Beeswax' });
	const na = book.addSeller({ sellerId: 'A1SANDBOXNA', region: 'na', storeName: 'Oak & Beeswax US' });
	book.authorize(clientId, eu.sellerId, 'Atzr|sandbox-eu');
	book.authorize(clientId, na.sellerId, 'Atzr|sandbox-na');
}
