import type { Language } from '../domain/texts/language';

/** In which language a shop is run. */
export interface Speech {
	/** What is known of it by now, without a request: English until the shop was asked who it is. */
	language(): Language;
}
