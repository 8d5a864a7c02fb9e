import type { Clock } from '../../kernel/contract';

/** Requests per second and burst of one operation. */
export interface UsagePlan {
	readonly rate: number;
	readonly burst: number;
}

/** Amazon's published default plans, from the models' operation descriptions. */
const usagePlans = {
	getMarketplaceParticipations: { rate: 0.016, burst: 15 },
	getAccount: { rate: 0.016, burst: 15 },
	searchOrders: { rate: 0.0056, burst: 20 },
	getOrder: { rate: 0.5, burst: 30 },
	confirmShipment: { rate: 2, burst: 10 },
	getInventorySummaries: { rate: 2, burst: 2 },
	getListingsItem: { rate: 5, burst: 10 },
	searchListingsItems: { rate: 5, burst: 5 },
	patchListingsItem: { rate: 5, burst: 5 },
	getCatalogItem: { rate: 2, burst: 2 },
	searchCatalogItems: { rate: 2, burst: 2 },
	createReport: { rate: 0.0167, burst: 15 },
	getReport: { rate: 2, burst: 15 },
	getReports: { rate: 0.0222, burst: 10 },
	cancelReport: { rate: 0.0222, burst: 10 },
	getReportDocument: { rate: 0.0167, burst: 15 },
	createFeedDocument: { rate: 0.5, burst: 15 },
	getFeedDocument: { rate: 0.0222, burst: 10 },
	createFeed: { rate: 0.0083, burst: 15 },
	getFeeds: { rate: 0.0222, burst: 10 },
	getFeed: { rate: 2, burst: 15 },
	cancelFeed: { rate: 2, burst: 15 },
	listInventory: { rate: 2, burst: 2 },
	// The model names no plan; the rate is that of a recorded answer of Amazon's sandbox, the burst is a guess.
	getSupplySources: { rate: 5, burst: 5 },
	getSupplySource: { rate: 5, burst: 5 },
	// Its model names no plan; a guess on the low side.
	getShipmentTracking: { rate: 1, burst: 5 },
	getFulfillmentPreview: { rate: 2, burst: 30 },
	listAllFulfillmentOrders: { rate: 2, burst: 30 },
	createFulfillmentOrder: { rate: 2, burst: 30 },
	getFulfillmentOrder: { rate: 2, burst: 30 },
	updateFulfillmentOrder: { rate: 2, burst: 30 },
	cancelFulfillmentOrder: { rate: 2, burst: 30 },
	getPackageTrackingDetails: { rate: 2, burst: 30 },
	getFeatures: { rate: 2, burst: 30 },
	getFeatureInventory: { rate: 2, burst: 30 },
	getFeatureSKU: { rate: 2, burst: 30 },
	// Fulfillment Outbound 2026-07-04 names its operations like the Orders API does, so these carry a prefix here.
	'outbound.getOrderPreview': { rate: 2, burst: 30 },
	'outbound.createOrder': { rate: 2, burst: 30 },
	'outbound.listOrders': { rate: 2, burst: 30 },
	'outbound.getOrder': { rate: 2, burst: 30 },
	'outbound.updateOrder': { rate: 2, burst: 30 },
	'outbound.cancelOrder': { rate: 2, burst: 30 },
} as const satisfies Readonly<Record<string, UsagePlan>>;

export type AmazonOperation = keyof typeof usagePlans;

export interface TokenBuckets {
	/** Takes a token of this application, account and operation; false when there is none. */
	take(application: string, sellerId: string, operation: AmazonOperation): boolean;
	/** The rate in force, requests per second. */
	rateOf(operation: AmazonOperation): number;
	refillAll(): void;
}

/**
 * Token buckets as Amazon's usage plans work: per application, selling partner and operation
 * (https://developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits-in-the-sp-api).
 * @param planFactor multiplies the rates, not the bursts, so that a demo need not wait three minutes for a search
 */
export function createTokenBuckets(clock: Clock, planFactor: number): TokenBuckets {
	const buckets = new Map<string, { tokens: number; at: number }>();
	return {
		take(application, sellerId, operation) {
			const plan = usagePlans[operation];
			const key = JSON.stringify([application, sellerId, operation]);
			const now = clock.now();
			const bucket = buckets.get(key) ?? { tokens: plan.burst, at: now };
			const refilled = Math.min(plan.burst, bucket.tokens + ((now - bucket.at) / 1000) * plan.rate * planFactor);
			const granted = refilled >= 1;
			buckets.set(key, { tokens: granted ? refilled - 1 : refilled, at: now });
			return granted;
		},
		rateOf: (operation) => usagePlans[operation].rate * planFactor,
		refillAll: () => buckets.clear(),
	};
}

/**
 * How long these requests take at least at Amazon's published plan: the largest over the operations of
 * max(0, (n - burst) / rate), in seconds. Operations without a known plan do not count.
 * @param byOperation number of requests per operation
 */
export function quotaSeconds(byOperation: Readonly<Record<string, number>>): number {
	const plans: Readonly<Record<string, UsagePlan>> = usagePlans;
	return Math.max(
		0,
		...Object.entries(byOperation).map(([operation, requests]) => {
			const plan = plans[operation];
			return plan === undefined ? 0 : (requests - plan.burst) / plan.rate;
		}),
	);
}
