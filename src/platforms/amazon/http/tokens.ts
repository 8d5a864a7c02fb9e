import { AccessTokens, type Granted } from '../../../http/access-tokens';
import { TOKEN_EARLY_MS, TOKEN_LIFETIME_MS } from '../constants';

/** One for the process. */
export const TOKENS = new AccessTokens(TOKEN_EARLY_MS);

/** The SDK does not tell how long it lives. */
export const granted = (value: string): Granted => ({ value, livesMs: TOKEN_LIFETIME_MS });
