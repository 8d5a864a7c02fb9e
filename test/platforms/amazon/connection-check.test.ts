import { createAmazon, type AmazonConnection } from '../../../src/platforms/amazon';
import { connectionTo, surroundings } from './connections';
import { answering, json, page, RawServer, refusing, type Answer, type Received } from './raw-server';

let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
});
afterEach(() => server.stop());

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString().slice(0, 10);

const participation = (id: string, isParticipating = true, hasSuspendedListings = false) => ({
	marketplace: {
		id,
		name: 'A shop',
		countryCode: 'XX',
		defaultCurrencyCode: 'EUR',
		defaultLanguageCode: 'de_DE',
		domainName: 'www.amazon.de',
	},
	participation: { isParticipating, hasSuspendedListings },
	storeName: 'Müller Handel',
});

interface Script {
	readonly participations?: Answer;
	readonly listings?: Answer;
	/** Overrides by host. */
	readonly hosts?: Readonly<Record<string, Answer>>;
}

const GOOD = answering(200, {
	payload: [
		participation('A1PA6795UKMFR9'),
		participation('A38D8NSA03LJTC'),
		participation('A1F83G8C2ARO7P'),
		participation('A13V1IB3VIYZZH', false),
	],
});
const EMPTY_LISTINGS = answering(200, { numberOfResults: 0, items: [] });

function play({ participations = GOOD, listings = EMPTY_LISTINGS, hosts = {} }: Script): void {
	server.answers = [
		(request: Received, response, socket) => {
			const answer = request.path.startsWith('/listings') ? listings : (hosts[request.host] ?? participations);
			answer(request, response, socket);
		},
	];
}

const check = (changes: Partial<AmazonConnection> = {}) =>
	createAmazon(connectionTo(server.url, changes), surroundings({ budgetMs: 0 })).connectionCheck.check();
const codes = (report: Awaited<ReturnType<typeof check>>) => report.findings.map(({ code }) => code);

it('says which account it is and where it sells, without shadow marketplaces', async () => {
	play({});
	const report = await check();
	expect(report).toEqual({ ok: true, summary: 'Amazon account A1SELLERTOKEN in Europe with 2 marketplaces: DE, GB', findings: [] });
	const listing = server.calls().find(({ path }) => path.startsWith('/listings'));
	expect(listing).toMatchObject({ path: '/listings/2021-08-01/items/A1SELLERTOKEN' });
	expect(listing?.query.get('marketplaceIds')).toBe('A1PA6795UKMFR9');
});

it('proves the credential, not a token that is still in memory', async () => {
	play({});
	const connection = connectionTo(server.url);
	const { connectionCheck } = createAmazon(connection, surroundings());
	expect((await connectionCheck.check()).ok).toBe(true);
	server.token = (_, response) => json(response, 401, { error: 'invalid_client' });
	expect((await connectionCheck.check()).ok).toBe(false);
});

it.each([
	['invalid_client', 'client'],
	['invalid_grant', 'refreshToken'],
])('names the part that is wrong: %s', async (error, code) => {
	server.token = (_, response) => json(response, 400, { error, error_description: 'text' });
	const report = await check();
	expect(report).toMatchObject({ ok: false, summary: 'Amazon account A1SELLERTOKEN in Europe cannot be used' });
	expect(codes(report)).toEqual([code]);
	expect(server.calls()).toEqual([]);
});

it('names the region that the account is in', async () => {
	play({
		hosts: {
			'sellingpartnerapi-na.amazon.com': refusing(403, 'Unauthorized'),
			'sellingpartnerapi-eu.amazon.com': refusing(403, 'Unauthorized'),
		},
	});
	const report = await check();
	expect(report.ok).toBe(false);
	expect(report.findings[0]).toMatchObject({ code: 'region', text: 'The account belongs to Far East, the credential says Europe' });
});

it('says that a role is missing when no region lets it in', async () => {
	play({ participations: refusing(403, 'Unauthorized') });
	expect(codes(await check())).toEqual(['accessDenied']);
});

it('says when the account sells nowhere', async () => {
	play({ participations: answering(200, { payload: [participation('A38D8NSA03LJTC'), participation('A1PA6795UKMFR9', false)] }) });
	const report = await check();
	expect(report.ok).toBe(false);
	expect(codes(report)).toEqual(['noMarketplace']);
});

it('notes suspended listings', async () => {
	play({ participations: answering(200, { payload: [participation('A1PA6795UKMFR9', true, true)] }) });
	const report = await check();
	expect(report.ok).toBe(true);
	expect(report.findings[0]).toMatchObject({ code: 'listingsSuspended', text: 'Listings are inactive in DE' });
});

it.each([
	[refusing(400, 'InvalidInput'), false, 'sellerId'],
	[refusing(404, 'NotFound'), false, 'sellerId'],
	[refusing(403, 'Unauthorized'), true, 'sellerIdNotProven'],
	[refusing(500, 'InternalFailure'), true, 'sellerIdNotProven'],
] as const)('judges the seller id by a call that names it, and pretends nothing (%#)', async (listings, ok, code) => {
	play({ listings });
	const report = await check();
	expect(report.ok).toBe(ok);
	expect(codes(report)).toEqual([code]);
});

it('says when something else than Amazon answers', async () => {
	play({ participations: page(200) });
	expect(codes(await check())).toEqual(['notAmazon']);
	server.token = page(200);
	expect(codes(await check())).toEqual(['notAmazon']);
});

it('says when nobody answers', async () => {
	const connection = connectionTo(server.url);
	await server.stop();
	const report = await createAmazon(connection, surroundings({ budgetMs: 0 })).connectionCheck.check();
	server = await new RawServer().start();
	expect(report.ok).toBe(false);
	expect(codes(report)).toEqual(['unreachable']);
});

it.each<[Partial<AmazonConnection>, string]>([
	[{ endpoint: 'http://8.8.8.8' }, 'http on a public address'],
	[{ httpsProxy: 'ftp://proxy' }, 'the proxy is not'],
	[{ clientSecret: ' ' }, 'the client secret is empty'],
	[{ region: 'xx' as AmazonConnection['region'] }, 'the region is none of'],
])('never throws for a credential that cannot be (%#)', async (changes, text) => {
	const report = await check(changes);
	expect(report.ok).toBe(false);
	expect(report.findings[0]?.code).toBe('configuration');
	expect(report.findings[0]?.text).toContain(text);
	expect(server.received).toEqual([]);
});

it('warns a month before the secret and the authorisation end', async () => {
	play({});
	expect(codes(await check({ secretMadeAt: daysAgo(149), authorizedAt: daysAgo(334) }))).toEqual([]);
	const report = await check({ secretMadeAt: daysAgo(150), authorizedAt: daysAgo(335) });
	expect(report.ok).toBe(true);
	expect(codes(report)).toEqual(['secretExpires', 'authorizationExpires']);
	expect(codes(await check({ secretMadeAt: 'no date', authorizedAt: '' }))).toEqual([]);
});
