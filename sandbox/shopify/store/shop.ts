import type { Clock } from '../../kernel/contract';
import type { StoreMail } from '../../mail/inbox';
import { defaultSettings, type ShopCondition, type ShopifyOptions, type ShopSettings } from '../options';
import { createIndexes, type ShopIndexes } from '../search/shop-indexes';
import type { WebhookDeliveries } from '../webhooks/webhook-conduct';
import { emptyState, nextGid, type ShopState } from './shop-state';

const defaultSearchLagMs = 5000;
const defaultMediaDelayMs = 3000;
const defaultJobDelayMs = 2000;

export type BuyerMail = Pick<StoreMail, 'subject' | 'text'> & { readonly to: string; readonly orderId?: string };

/** A shop: what it keeps and what it knows beside that. The parts of the stand-in work on it. */
export class Shop {
	readonly clock: Clock;
	readonly name: string;
	state: ShopState = emptyState();
	settings: ShopSettings;
	condition: ShopCondition = 'open';
	indexes: ShopIndexes;
	searchLagMs: number;
	readonly webhooks: WebhookDeliveries;
	/** Mails to customers, whoever asked for them. */
	readonly buyerMails: (BuyerMail & { readonly wasAskedFor: boolean })[] = [];

	constructor(
		readonly options: ShopifyOptions,
		makeWebhooks: (shop: Shop) => WebhookDeliveries,
	) {
		this.clock = options.clock;
		this.name = options.name ?? 'shopify';
		this.settings = { ...defaultSettings, ...options.settings };
		this.searchLagMs = options.searchLagMs ?? defaultSearchLagMs;
		this.indexes = createIndexes(this.clock, () => this.searchLagMs);
		this.webhooks = makeWebhooks(this);
	}

	get mediaDelayMs(): number {
		return this.options.mediaDelayMs ?? defaultMediaDelayMs;
	}

	get jobDelayMs(): number {
		return this.options.jobDelayMs ?? defaultJobDelayMs;
	}

	now(): number {
		return this.clock.now();
	}

	nextId(type: string): string {
		return nextGid(this.state, type);
	}

	random(): number {
		return this.options.random?.() ?? 0.5;
	}

	/** Search sees at once what is saved meanwhile: for what was there before anybody looked. */
	withoutLag(run: () => void): void {
		const lag = this.searchLagMs;
		this.searchLagMs = 0;
		try {
			run();
		} finally {
			this.searchLagMs = lag;
		}
	}

	/** In the place of everything so far. */
	load(state: ShopState): void {
		this.state = structuredClone(state);
		this.indexes = createIndexes(this.clock, () => this.searchLagMs);
	}

	noteDamage(kind: string, detail: string): void {
		this.state.noted.push({ kind, detail });
	}

	tell(text: string, ids: Readonly<Record<string, string>> = {}): void {
		this.options.onEvent?.({ at: this.now(), standIn: this.name, text, ids });
	}

	/** Shopify's own mail to a customer, on paper without an address to nobody. */
	mailBuyer(mail: Omit<BuyerMail, 'to'> & { readonly to: string | null }, wasAskedFor: boolean): void {
		if (mail.to === null || mail.to === '') return;
		const sent = { ...mail, to: mail.to.toLowerCase() };
		this.buyerMails.push({ ...sent, wasAskedFor });
		this.options.mailer?.deliver({
			to: [sent.to],
			from: this.settings.email,
			subject: sent.subject,
			text: sent.text,
			at: this.now(),
			source: this.name,
			audience: 'buyer',
		});
	}
}
