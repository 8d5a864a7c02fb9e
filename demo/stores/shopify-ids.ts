import { legacyId } from '../../sandbox/shopify/store/gid';

/** The number in Shopify's own id, as people and our nodes name it. */
export const idOf = (globalId: string): number => Number(legacyId(globalId));
