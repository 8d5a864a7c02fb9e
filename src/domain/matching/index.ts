export { foldListings, ListingFold } from './fold-listings';
export { matchCatalog } from './match-catalog';
export { readPair } from './pairs';
export type { ChosenProduct, Pair } from './pairs';
export { whyInWords } from './why';
export { WHY_CODES } from './types';
export type { ContainerChoice, MadeLink, MatchInput, MatchResult, MatchRule, OpenMatch, SkuListing, TranslationChoice } from './types';
