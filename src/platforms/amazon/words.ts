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
		cancelledInStore: say('cancelledInStoreAtAmazon'),
		cancelledAfterParcel: say('cancelledAfterParcelAtAmazon'),
		refundedInStore: say('refundedInStoreAtAmazon'),
		cancelAsked: say('cancelAskedAtAmazon'),
		cancelChannelShips: say('cancelChannelShipsAtAmazon'),
		cancelRefused: say('cancelRefusedAtAmazon'),
		cancelNotTaken: say('cancelNotTakenAtAmazon'),
	},
};
