import type { SandboxResponse } from '../../kernel/contract';
import type { ErrorList } from '../orders/order-wire';

/** An answer with Amazon's error body. */
export class AmazonError extends Error {
	readonly status: number;
	readonly code: string;
	/** Null where the answer has no such field. */
	readonly details: string | null;

	constructor(status: number, code: string, message: string, details: string | null = '') {
		super(message);
		this.name = 'AmazonError';
		this.status = status;
		this.code = code;
		this.details = details;
	}
}

export const invalidInput = (details: string): AmazonError => new AmazonError(400, 'InvalidInput', 'Invalid Input', details);

export const notFound = (details: string): AmazonError =>
	new AmazonError(404, 'NotFound', 'The requested resource was not found.', details);

/** Amazon answers missing rights, wrong hosts and dead tokens alike with 403; only `details` tells them apart. */
export const accessDenied = (details = ''): AmazonError =>
	new AmazonError(403, 'Unauthorized', 'Access to requested resource is denied.', details);

export const quotaExceeded = (): AmazonError =>
	new AmazonError(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.');

export const tokenExpired = 'The access token you provided has expired.';
export const tokenInvalid = 'The access token you provided is revoked, malformed or invalid.';
export const tokenMissing = 'Access token is missing in the request header.';

export function toErrorList(error: AmazonError): ErrorList {
	const { code, message, details } = error;
	return { errors: [{ code, message, ...(details === null ? {} : { details }) }] };
}

/** The models declare the rate header for these answers only; a throttled client is not told its rate. */
const statusesWithRate: ReadonlySet<number> = new Set([200, 202, 204, 400, 404]);

/**
 * Puts Amazon's headers on an answer.
 * @param rate requests per second granted for the operation; absent when no operation was reached
 */
export function withAmazonHeaders(response: SandboxResponse, requestId: string, rate: number | undefined): SandboxResponse {
	const headers: Record<string, string> = { ...response.headers, 'x-amzn-RequestId': requestId };
	if (rate !== undefined && statusesWithRate.has(response.status)) {
		const told = String(Number(rate.toFixed(6)));
		headers['x-amzn-RateLimit-Limit'] = told.includes('.') ? told : `${told}.0`;
	}
	return { ...response, headers };
}
