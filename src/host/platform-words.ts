import { AMAZON_WORDS } from '../platforms/amazon/words';
import type { PlatformWords, WordsOf } from '../ports/platform-words';

const WORDS: Readonly<Record<string, PlatformWords>> = { amazon: AMAZON_WORDS };

export const wordsOf: WordsOf = (platform) => WORDS[platform] ?? { title: platform, office: platform, advice: {} };
