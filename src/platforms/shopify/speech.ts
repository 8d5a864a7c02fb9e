import type { Language } from '../../domain/texts/language';
import type { Speech } from '../../ports/speech';
import type { ShopifyClient } from './client';
import { shopFacts } from './shop';

/** The language of the shop's own domain, which Shopify tells without a scope (its list of languages needs one). */
export class ShopSpeech implements Speech {
	constructor(
		private readonly client: ShopifyClient,
		private readonly chosen?: Language,
	) {}

	language(): Language {
		return this.chosen ?? this.client.memory.language;
	}

	/** The shop is asked first, once in some minutes. */
	async spoken(): Promise<Language> {
		if (this.chosen === undefined) await shopFacts(this.client);
		return this.language();
	}
}
