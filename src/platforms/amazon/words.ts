import { say } from '../../domain/texts/say';
import type { PlatformWords } from '../../ports/platform-words';

export const AMAZON_WORDS: PlatformWords = {
	title: 'Amazon',
	office: 'Seller Central',
	advice: {
		noLines: say('noLinesAtAmazon'),
		addressMissing: say('addressMissingAtAmazon'),
		replacementPriced: say('replacementPricedAtAmazon'),
		sumsDiffer: say('sumsDifferAtAmazon'),
		alreadyShipped: say('alreadyShippedAtAmazon'),
		staleData: say('staleDataOfAmazon'),
	},
};
