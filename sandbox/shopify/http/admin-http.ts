import { randomUUID } from 'node:crypto';
import type { SandboxRequest, SandboxResponse } from '../../kernel/contract';
import { apiVersion } from '../graphql/admin-schema';
import type { GraphqlRequest, GraphqlService } from '../graphql/execution';
import { type BucketSize, Throttle } from '../graphql/throttle';
import type { Shop } from '../store/shop';
import { conditionAnswers, notFound, unauthorized } from './shop-answers';
import type { AppAccess } from './tokens';

const graphqlPath = /^\/admin\/api\/([^/]+)\/graphql\.json$/;
export const tokenPath = '/admin/oauth/access_token';

const defaultBucket: BucketSize = { maximum: 1000, restoreRate: 50 };

/**
 * The version that is served for one that is asked for. A past one is answered forward, and the header says with which; one that
 * is no version, or is still to come, is not there. https://shopify.dev/docs/api/usage/versioning
 */
function servedVersion(asked: string): string | undefined {
	return /^\d{4}-(01|04|07|10)$/.test(asked) && asked <= apiVersion ? apiVersion : undefined;
}

/** Undefined for a body that is none. */
export function readGraphql(request: SandboxRequest): GraphqlRequest | undefined {
	if ((request.headers['content-type'] ?? '').includes('application/graphql'))
		return { query: request.body.toString('utf8'), variables: {} };
	try {
		const { query, variables, operationName } = request.json() as Readonly<Record<string, unknown>>;
		if (typeof query !== 'string') return undefined;
		return {
			query,
			variables: (variables ?? {}) as Readonly<Record<string, unknown>>,
			...(typeof operationName === 'string' ? { operationName } : {}),
		};
	} catch {
		return undefined;
	}
}

/** `POST /admin/api/<version>/graphql.json` and the door where tokens are given. */
export class AdminHttp {
	private readonly throttles = new Map<string, Throttle>();
	private bucket: BucketSize;

	constructor(
		private readonly shop: Shop,
		private readonly access: AppAccess,
		private readonly graphql: GraphqlService,
	) {
		this.bucket = shop.options.bucket ?? defaultBucket;
	}

	async handle(request: SandboxRequest): Promise<SandboxResponse> {
		const { condition } = this.shop;
		if (condition !== 'open') return conditionAnswers[condition];
		if (request.path === tokenPath) return request.method === 'POST' ? this.access.grant(request) : notFound;
		const [, version] = graphqlPath.exec(request.path) ?? [];
		if (version === undefined || request.method !== 'POST') return notFound;
		const served = servedVersion(version);
		if (served === undefined) return notFound;
		const caller = this.access.caller(request.headers['x-shopify-access-token']);
		if (caller === undefined) return unauthorized;
		const headers = { 'x-shopify-api-version': served, 'x-request-id': randomUUID() };
		const asked = readGraphql(request);
		if (asked === undefined) return { status: 400, headers, body: { errors: { query: 'Required parameter missing or invalid' } } };
		return { status: 200, headers, body: await this.graphql.run(asked, caller, this.throttleOf(caller.clientId)) };
	}

	/** Of an app on this shop: other apps have buckets of their own. */
	throttleOf(clientId: string): Throttle {
		const throttle = this.throttles.get(clientId) ?? new Throttle(this.shop.clock, this.bucket);
		this.throttles.set(clientId, throttle);
		return throttle;
	}

	/** Of the app that has to wait longest, seconds. */
	quotaSeconds(): number {
		return Math.max(0, ...[...this.throttles.values()].map((throttle) => throttle.quotaSeconds()));
	}

	forgetSpent(): void {
		for (const throttle of this.throttles.values()) throttle.forgetSpent();
	}

	setBucket(bucket: BucketSize): void {
		this.bucket = bucket;
		for (const throttle of this.throttles.values()) throttle.setSize(bucket);
	}
}
