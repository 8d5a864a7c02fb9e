import type { SandboxResponse } from '../../kernel/contract';
import type { ShopCondition } from '../options';

/**
 * Answers in place of the API's own. Statuses and what they mean: https://shopify.dev/docs/api/usage/response-codes; of their
 * bodies those of 401, 402, 404 and 429 are known from clients' reports, those of 403, 423 and 430 were not recorded.
 */
export const unauthorized: SandboxResponse = {
	status: 401,
	body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
};

export const notFound: SandboxResponse = { status: 404, body: { errors: 'Not Found' } };

export const conditionAnswers: Readonly<Record<Exclude<ShopCondition, 'open'>, SandboxResponse>> = {
	frozen: { status: 402, body: { errors: 'Unavailable Shop' } },
	forbidden: { status: 403, body: { errors: 'User does not have access' } },
	locked: { status: 423, body: { errors: 'This shop is temporarily locked.' } },
	rejected: { status: 430, body: { errors: 'Shopify Security Rejection' } },
	tooManyRequests: {
		status: 429,
		headers: { 'retry-after': '2.0' },
		body: { errors: 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.' },
	},
	gone: notFound,
};
