import { startSandbox, type Sandbox } from '../sandbox/index';
import type { StandIn, StandInContext } from '../sandbox/kernel/contract';
import { MailInbox, startSmtpCatcher, type SmtpCatcher } from '../sandbox/mail/index';
import type { DemoStore } from './stores/demo-store';
import type { StoreName } from './stores/store-name';
import { openShopify, ShopifyStore } from './stores/shopify';
import { openWooCommerce, WooCommerceStore, type WooCommerceOptions } from './stores/woocommerce';

export interface StandInOptions {
	/** Multiplies Amazon's usage plans. */
	readonly planFactor: number;
	readonly seed: number;
	/** WooCommerce alone when left out. */
	readonly stores?: readonly StoreName[];
	readonly storeSpeed?: WooCommerceOptions['speed'];
	readonly webhookTransport?: WooCommerceOptions['webhookTransport'];
}

/** The outside of the demo: one Amazon, the stores, and a mail server that keeps every mail. */
export class StandIns {
	private constructor(
		readonly sandbox: Sandbox,
		readonly mails: MailInbox,
		readonly smtp: SmtpCatcher,
		readonly stores: readonly DemoStore[],
	) {}

	static async start({
		planFactor,
		seed,
		stores = ['woocommerce'],
		storeSpeed: speed,
		webhookTransport,
	}: StandInOptions): Promise<StandIns> {
		const mails = new MailInbox();
		const opened: DemoStore[] = [];
		const open: Readonly<Record<StoreName, (context: StandInContext) => StandIn>> = {
			woocommerce(context) {
				const standIn = openWooCommerce(context, {
					mails,
					...(speed === undefined ? {} : { speed }),
					...(webhookTransport === undefined ? {} : { webhookTransport }),
				});
				opened.push(new WooCommerceStore(standIn));
				return standIn;
			},
			shopify(context) {
				const standIn = openShopify(context, mails);
				opened.push(new ShopifyStore(standIn));
				return standIn;
			},
		};
		const standIns = Object.fromEntries(stores.map((name) => [name, open[name]]));
		const sandbox = await startSandbox({ planFactor, seed, standIns });
		return new StandIns(sandbox, mails, await startSmtpCatcher(mails, sandbox.clock), opened);
	}

	async stop(): Promise<void> {
		await Promise.all([this.sandbox.stop(), this.smtp.close()]);
	}
}
