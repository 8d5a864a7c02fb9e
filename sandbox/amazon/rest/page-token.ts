import { invalidInput } from './answers';

/** What a page token of the fulfillment APIs holds: the last entry shown. Amazon's are opaque; ours only have to look it. */
export interface PageToken {
	readonly kind: string;
	readonly sellerId: string;
	/** The call's arguments, where Amazon wants them repeated. */
	readonly parameters: string;
	readonly time: number;
	readonly id: string;
	/** Milliseconds since the epoch. */
	readonly issuedAt: number;
}

export interface PageTokenCheck extends Pick<PageToken, 'kind' | 'sellerId' | 'parameters'> {
	readonly lifetimeMs: number;
	readonly now: number;
}

export function issuePageToken(token: PageToken): string {
	return Buffer.from(JSON.stringify(token)).toString('base64url');
}

const decode = (text: string): Partial<PageToken> => {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<PageToken>;
	} catch {
		return {};
	}
};

/** @throws AmazonError InvalidInput for a foreign, outlived or differently parametrised token */
export function readPageToken(
	text: string,
	{ kind, sellerId, parameters, lifetimeMs, now }: PageTokenCheck,
): Pick<PageToken, 'time' | 'id'> {
	const token = decode(text);
	if (token.kind !== kind || token.sellerId !== sellerId) throw invalidInput('The token is invalid.');
	if (now - (token.issuedAt ?? 0) > lifetimeMs) throw invalidInput('The token has expired.');
	if (token.parameters !== parameters) throw invalidInput('The parameters must be the same as in the request that returned the token.');
	return { time: token.time ?? 0, id: token.id ?? '' };
}
