import type { PlatformWords } from '../../ports/platform-words';

export const AMAZON_WORDS: PlatformWords = {
	title: 'Amazon',
	office: 'Seller Central',
	advice: {
		noLines: 'Look at the order in Seller Central. When it has lines there, retry it.',
		addressMissing:
			'The Amazon application needs the role "Direct-to-Consumer Shipping", and "Include Personal Data" must be on in the trigger. The order is on hold in the store.',
		replacementPriced:
			'Replacements are free as a rule. Look in Seller Central whether the buyer pays for it, correct the amounts in the store if not, then set it to ship. It is on hold in the store.',
		sumsDiffer: 'Compare the order with Seller Central. It is on hold in the store.',
		alreadyShipped: 'Stop the parcel or settle it with the buyer in Seller Central.',
		staleData: 'Nothing to do: the order is read anew from Amazon at the next poll.',
	},
};
