import type { SandboxRequest } from '../../kernel/contract';
import type { ApplicationRole, Authorization, SellerAccount } from '../access/accounts';
import { asFields } from '../mcf/mcf-request';
import { accessDenied, AmazonError, invalidInput, notFound } from '../rest/answers';
import { jobPage, jobTimes } from '../rest/jobs';
import { checkMarketplaces } from '../rest/marketplace-parameter';
import { readJson } from '../rest/read-json';
import { listingRoles, shippingRoles } from '../rest/routes';
import { feedStatuses, listingsFeed, type Feed } from './feed';
import type { FeedDesk } from './feed-desk';
import type { FeedStorage } from './feed-storage';

/** Model feeds-2021-06-30. */
export interface WireFeed {
	feedId: string;
	feedType: string;
	marketplaceIds: string[];
	createdTime: string;
	processingStatus: string;
	processingStartTime?: string;
	processingEndTime?: string;
	resultFeedDocumentId?: string;
}

export interface WireFeedDocument {
	feedDocumentId: string;
	url: string;
	compressionAlgorithm?: 'GZIP';
}

export interface FeedAnswers {
	createDocument(request: SandboxRequest, seller: SellerAccount, base: string): WireFeedDocument;
	create(request: SandboxRequest, authorization: Authorization): { feedId: string };
	get(seller: SellerAccount, feedId: string): WireFeed;
	list(request: SandboxRequest, seller: SellerAccount, now: number): { feeds: WireFeed[]; nextToken?: string };
	cancel(seller: SellerAccount, feedId: string, now: number): void;
	document(request: SandboxRequest, seller: SellerAccount, documentId: string, base: string, now: number): WireFeedDocument;
}

const rolesOf = (type: string): readonly ApplicationRole[] => (type === listingsFeed ? listingRoles : shippingRoles);

/** The operations of the Feeds API. */
export function createFeedAnswers(desk: FeedDesk, storage: FeedStorage): FeedAnswers {
	const must = (seller: SellerAccount, feedId: string): Feed => {
		const feed = desk.find(seller.sellerId, feedId);
		// Nothing recorded: as the Reports API answers, which was.
		if (feed === undefined) throw new AmazonError(404, 'NotFound', 'One or more of the provided FeedIds could not be found.', '');
		return feed;
	};

	const wireFeed = (feed: Feed): WireFeed => {
		const { resultDocumentId } = feed;
		return {
			...jobTimes(feed, desk.statusOf(feed)),
			marketplaceIds: [...feed.marketplaceIds],
			feedId: feed.id,
			feedType: feed.type,
			...(resultDocumentId === undefined ? {} : { resultFeedDocumentId: resultDocumentId }),
		};
	};

	return {
		createDocument(request, { sellerId }, base) {
			const { contentType } = asFields(readJson(request));
			if (typeof contentType !== 'string' || contentType === '') throw invalidInput('contentType is required.');
			const document = storage.make(sellerId, contentType);
			return { feedDocumentId: document.id, url: storage.uploadUrl(document, base) };
		},
		create(request, { seller, application }) {
			const { feedType, marketplaceIds, inputFeedDocumentId } = asFields(readJson(request));
			if (typeof feedType !== 'string' || !desk.plays(feedType)) throw invalidInput('Invalid Feed Type.');
			if (!application.roles.some((role) => rolesOf(feedType).includes(role))) throw accessDenied();
			const ids = Array.isArray(marketplaceIds) ? marketplaceIds.map(String) : [];
			checkMarketplaces(ids, seller);
			const document = typeof inputFeedDocumentId === 'string' ? storage.find(seller.sellerId, inputFeedDocumentId) : undefined;
			if (document?.bytes === undefined) throw invalidInput('The inputFeedDocumentId is invalid, or nothing was uploaded.');
			return { feedId: desk.submit(seller.sellerId, { type: feedType, marketplaceIds: ids, inputDocumentId: document.id }).id };
		},
		get: (seller, feedId) => wireFeed(must(seller, feedId)),
		list({ query }, { sellerId }, now) {
			const { all, statusOf } = desk;
			const { jobs, ...page } = jobPage(query, sellerId, now, { kind: 'feeds', statuses: feedStatuses, all, statusOf });
			return { feeds: jobs.map(wireFeed), ...page };
		},
		cancel(seller, feedId, now) {
			const feed = must(seller, feedId);
			if (desk.statusOf(feed) !== 'IN_QUEUE') throw invalidInput('Only feeds with processingStatus=IN_QUEUE can be cancelled.');
			feed.cancelledMs = now;
		},
		document({ query }, { sellerId }, documentId, base, now) {
			const document = storage.find(sellerId, documentId);
			if (document === undefined || now - document.createdMs > desk.settings.keptMs)
				throw notFound('The feed document could not be found.');
			const isInflated = query.get('enableContentEncodingUrlHeader') === 'true';
			return {
				feedDocumentId: document.id,
				...(document.isCompressed ? { compressionAlgorithm: 'GZIP' } : {}),
				url: storage.downloadUrl(document, base, isInflated),
			};
		},
	};
}
