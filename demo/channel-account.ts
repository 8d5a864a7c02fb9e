import type { AcceptedMcfOrder } from '../sandbox/amazon/mcf/mcf-accepted';
import type { Listing } from '../sandbox/amazon/listings/listing';
import type { ShipmentTruth } from '../sandbox/amazon/shipments/shipment-truth';
import type { Sandbox } from '../sandbox/index';
import type { RequestCounts } from '../sandbox/kernel/contract';
import type { ListingSeed, ListingSeedOptions } from '../sandbox/seed/listings-seed';
import type { SeededOrder } from '../sandbox/seed/amazon-demo';
import { amazonFields } from './filled-in';

type Credentials = ReturnType<Sandbox['amazonCredentials']>[number];

/** One seller account of the Amazon that all share: its orders, its listings, its goods at the warehouses, and no others'. */
export class ChannelAccount {
	private readonly sandbox: Sandbox;
	private readonly credentials: Credentials;

	private constructor(sandbox: Sandbox, credentials: Credentials) {
		this.sandbox = sandbox;
		this.credentials = credentials;
	}

	/** The European one of the ready-made accounts. */
	static first(sandbox: Sandbox): ChannelAccount {
		const [credentials] = sandbox.amazonCredentials();
		if (credentials === undefined) throw new Error('The sandbox has no Amazon account');
		return new ChannelAccount(sandbox, credentials);
	}

	/** Of another seller with an application of its own, who lists the same goods and has as many at the warehouses. */
	static another(sandbox: Sandbox): ChannelAccount {
		const { accounts, listings, mcf } = sandbox.amazon;
		const { sellerId: first } = ChannelAccount.first(sandbox);
		const { sellerId } = accounts.addSeller({ sellerId: 'A2SANDBOXEU', region: 'eu', storeName: 'Linen & Clay' });
		const { clientId } = accounts.addApplication({
			clientId: 'amzn1.application-oa2-client.sandbox-2',
			clientSecret: 'amzn1.oa2-cs.v1.sandbox-2',
		});
		listings.load(listings.all(first), sellerId);
		for (const { sellerSku, asin, productName, fulfillable } of mcf.stock.all(first))
			mcf.setStock(sellerId, { sellerSku, asin, productName, fulfillable });
		return new ChannelAccount(sandbox, accounts.authorize(clientId, sellerId, 'Atzr|sandbox-eu-2'));
	}

	get sellerId(): string {
		return this.credentials.sellerId;
	}

	/** As a person fills in the credential. */
	fields(): Readonly<Record<string, unknown>> {
		return { ...amazonFields(this.credentials), endpoint: this.sandbox.urls['amazon'] ?? '' };
	}

	/** Requests about this account. */
	counts(): RequestCounts {
		return this.sandbox.amazon.countsOf(this.sellerId);
	}

	seedOrders(options: Parameters<Sandbox['seedDemo']>[0]): readonly SeededOrder[] {
		return this.sandbox.seedDemo({ ...options, sellerId: this.sellerId });
	}

	seedListings(options: ListingSeedOptions): ListingSeed {
		return this.sandbox.seedListings({ ...options, sellerId: this.sellerId });
	}

	/** @returns Amazon's number of an order placed now */
	placeOrder(item: { readonly sku: string; readonly title: string; readonly quantity: number; readonly unitPrice: string }): string {
		return this.sandbox.amazon.orders.create({ sellerId: this.sellerId, items: [item] }).orderId;
	}

	removeListings(): void {
		const { listings } = this.sandbox.amazon;
		for (const { sku } of listings.all(this.sellerId)) listings.remove(sku, this.sellerId);
	}

	loadListings(listings: readonly Listing[]): void {
		this.sandbox.amazon.listings.load(listings, this.sellerId);
	}

	/** What was submitted shows once somebody looks. */
	listing(sku: string): Listing | undefined {
		const { stock } = this.sandbox.amazon;
		stock.desk.catchUp();
		return stock.book.find(this.sellerId, sku);
	}

	async control(action: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
		await this.sandbox.amazon.control(action, { ...fields, sellerId: this.sellerId });
	}

	/** What its warehouses have of one SKU, and what becomes of every order of it. */
	setFba(stock: Parameters<Sandbox['amazon']['mcf']['setStock']>[1]): void {
		this.sandbox.amazon.mcf.setStock(this.sellerId, stock);
	}

	/** Orders that Amazon ships for the seller's shop. */
	accepted(): readonly AcceptedMcfOrder[] {
		return this.sandbox.amazon.mcf.accepted().filter(({ sellerId }) => sellerId === this.sellerId);
	}

	/** Moves each of them on by one state. */
	progress(): void {
		this.sandbox.amazon.mcf.progress(undefined, this.sellerId);
	}

	/** Units of an order that are still to be shipped, by SKU. */
	unshipped(orderId: string): Readonly<Record<string, number>> {
		const { orderItems } = this.sandbox.amazon.book.get(orderId).load();
		return Object.fromEntries(
			orderItems.flatMap(({ product: { sellerSku }, fulfillment, quantityOrdered }) => {
				const left = quantityOrdered - (fulfillment?.quantityFulfilled ?? 0);
				return sellerSku === undefined || left <= 0 ? [] : [[sellerSku, left]];
			}),
		);
	}

	/** Orders that the seller ships. */
	shipments(): readonly ShipmentTruth[] {
		const { book, shipments } = this.sandbox.amazon;
		return shipments.truth().filter(({ orderId }) => book.find(this.sellerId, orderId) !== undefined);
	}
}
