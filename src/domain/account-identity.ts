import type { AccountKey } from './ids';

/**
 * What a platform itself calls an account, wherever it is found. An account may have identities of several kinds; those of
 * two kinds are never compared with each other.
 */
export interface AccountIdentity {
	readonly kind: string;
	readonly id: string;
}

/** Of a mark that we left there ourselves, because the platform told no identity of its own, or not to us, or not yet. */
export const markKind = (platform: string): string => `${platform}:mark`;

export const isOurMark = (kind: string): boolean => kind.endsWith(':mark');

/** An account as it was met just now. Without an identity where the platform, or the key, tells none. */
export interface Sighting {
	readonly address: AccountKey;
	readonly identity?: AccountIdentity;
}

export interface KnownAccount {
	readonly id: string;
	/** Where it is. */
	readonly address: AccountKey;
}

/** What the memory holds that has to do with a sighting. */
export interface KnownOfSighting {
	/** Who is at this address, or was before it moved, and what it was known by there (of the kind that was seen). */
	readonly here?: KnownAccount & { readonly identity?: string };
	/** Others that have, or had, the identity. */
	readonly holders: readonly KnownAccount[];
}

/**
 * known: as remembered. new: met for the first time, by its address or by its identity. left: who was here is elsewhere now.
 * other: somebody else is here than before. elsewhere: it is known, at other addresses.
 */
export type Verdict =
	{ readonly kind: 'known' | 'new' } | { readonly kind: 'left' | 'other' | 'elsewhere'; readonly known: readonly AccountKey[] };

/**
 * Who a sighting is. A moved store and a copy of it look the same, and so do a store that was restored and another one in its
 * place: between those a person decides.
 */
export function judge({ address, identity }: Sighting, { here, holders }: KnownOfSighting): Verdict {
	if (here !== undefined && here.address !== address) return { kind: 'left', known: [here.address] };
	if (identity === undefined) return { kind: here === undefined ? 'new' : 'known' };
	if (here?.identity === identity.id) return { kind: 'known' };
	const known = holders.map((holder) => holder.address);
	if (here?.identity !== undefined) return { kind: 'other', known };
	return known.length === 0 ? { kind: 'new' } : { kind: 'elsewhere', known };
}

/** Which accounts a sighting may be, where a person says that it is a known one. */
export function candidates(sighting: Sighting, known: KnownOfSighting): readonly KnownAccount[] {
	const { kind } = judge(sighting, known);
	const here = known.here !== undefined && (kind === 'left' || kind === 'other') ? [known.here] : [];
	return [...here, ...known.holders];
}

/** The address that an account had until then, once another took its place there: no real one has such a mark. */
export const formerAddress = (address: AccountKey, until: string): AccountKey => `${address}#${until}` as AccountKey;

/** How people read an address: `shop.example`, `shop.example (until 2026-11-26)`. */
export function addressText(address: AccountKey): string {
	const [place = '', until] = address.slice(address.indexOf(':') + 1).split('#');
	return until === undefined ? place : `${place} (until ${until.slice(0, 10)})`;
}
