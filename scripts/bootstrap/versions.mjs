/** The exact versions that the bootstrap fetches. n8n-core and n8n-workflow in package.json are those inside this n8n. */
export const NODE_VERSION = '24.21.0';
export const N8N_VERSION = '2.40.7';

/**
 * linkedom 0.18.15 depends on a package version that was never published; everything n8n needs is in 0.18.12.
 * This lives in the cached n8n's own package.json, because a community package must not carry `overrides`.
 */
export const N8N_OVERRIDES = { linkedom: '0.18.12' };

/**
 * What n8n's reader of sheets and calendars asks for as a peer (ts-ics), which npm leaves out here: its peers contradict each other.
 * n8n's own images have it.
 */
export const N8N_PEERS = { 'date-fns': '2.29.3' };
