export { foldListings, ListingFold } from './fold-listings';
export { matchCatalog } from './match-catalog';
export { readPair } from './pairs';
export type { ChosenProduct, Pair, PairRow } from './pairs';
export { whyInWords } from './why';
export { WHY_CODES } from './types';
export type {
	ContainerChoice,
	GoneLink,
	MadeLink,
	MatchCandidate,
	MatchInput,
	MatchResult,
	MatchRule,
	OpenMatch,
	SkuListing,
	TranslationChoice,
	WhyCode,
} from './types';
