import { type FoundImage, sandboxImages } from '../media/image-source';
import type { WooCommerceOptions } from '../options';
import type { PendingDelivery, WebhookDeliveries } from '../webhooks/webhook-conduct';
import { SiteUrls } from '../wordpress/site-urls';
import { OrderWrites } from './order-writes';
import type { ProductRecord } from './product-records';
import type { OrderRecord } from './records';
import { type StateDump, StoreState } from './store-state';

/** A mail that a buyer or customer got. */
export interface SentToBuyer {
	readonly to: string;
	readonly orderId: number | undefined;
	readonly subject: string;
}

/** A backup of a store: its database, with the deliveries that Action Scheduler keeps in it. */
export interface StoreDump {
	readonly state: StateDump;
	readonly deliveries: readonly PendingDelivery[];
}

/** What the parts of the store share: its records, its clock, its mail and its voice in the live view. */
export class Store {
	readonly state: StoreState;
	readonly options: WooCommerceOptions;
	readonly name: string;
	/** Made of the site's own address at each request. */
	urls: SiteUrls;
	/** Orders that took stock below nothing although the product may not be sold then. */
	readonly oversold: { readonly orderId: number; readonly productId: number }[] = [];

	readonly webhooks: WebhookDeliveries;

	/** Beside the database: no restored backup forgets them. */
	readonly writes = new OrderWrites();

	/** Every mail to a buyer or customer, for the damage report; kept apart from the inbox, which may be cleared. */
	readonly buyerMails: SentToBuyer[] = [];

	constructor(options: WooCommerceOptions, deliveriesOf: (store: Store) => WebhookDeliveries) {
		this.options = options;
		this.name = options.name ?? 'woocommerce';
		this.state = new StoreState(options);
		this.urls = new SiteUrls(`${options.origin ?? 'http://127.0.0.1'}${options.sitePath ?? ''}`);
		this.webhooks = deliveriesOf(this);
	}

	/** What goes wrong with single images, by their address; before what `options.images` says. */
	readonly imageFaults = new Map<string, FoundImage>();

	/** Every image that was downloaded for a product through the API, for the damage report. */
	readonly imageUploads: { readonly productId: number; readonly source: string }[] = [];

	/** What a download of that address gives: the site's own pictures are there too. */
	imageAt(address: string): FoundImage {
		const fault = this.imageFaults.get(address);
		if (fault !== undefined) return fault;
		if (!address.startsWith(`${this.urls.base}/wp-content/`)) return (this.options.images ?? sandboxImages)(address);
		const own = address.slice(this.urls.base.length);
		const media = [...this.state.media.values()].find(({ path }) => path === own);
		if (media === undefined) return { status: 404 };
		return { ...sandboxImages(`http://127.0.0.1${media.path}`), width: media.width, height: media.height };
	}

	dump(): StoreDump {
		return { state: this.state.dump(), deliveries: this.webhooks.pendingDeliveries() };
	}

	load(dump: StoreDump): void {
		this.state.load(dump.state);
		this.webhooks.loadPending(dump.deliveries);
	}

	/** Whole seconds: dates are stored without fractions. */
	now(): number {
		return Math.floor(this.options.clock.now() / 1000) * 1000;
	}

	random(): number {
		return (this.options.random ?? Math.random)();
	}

	/** Lets `ms` pass on the sandbox's clock; a store without a speed profile answers at once. */
	async work(ms: number | undefined): Promise<void> {
		if (ms !== undefined && ms > 0) await this.options.clock.sleep(ms);
	}

	/** An order was saved. */
	orderSaved(order: OrderRecord): void {
		this.webhooks.fire('woocommerce_update_order', 'order', order.id);
	}

	productSaved(product: ProductRecord, isNew = false): void {
		const hook = `woocommerce_${isNew ? 'new' : 'update'}_product${product.isVariation ? '_variation' : ''}`;
		this.webhooks.fire(hook, 'product', product.id);
	}

	tell(text: string, order: OrderRecord): void {
		this.options.onEvent?.({
			at: this.options.clock.now(),
			standIn: this.name,
			text: `${text} #${order.id} (${order.status})`,
			ids: { order: String(order.id), ...(order.transactionId === '' ? {} : { transaction: order.transactionId }) },
		});
	}
}
