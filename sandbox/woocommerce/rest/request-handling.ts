import type { SandboxRequest, SandboxResponse } from '../../kernel/contract';
import { customerRoutes } from '../customers/customer-routes';
import { fulfillmentRoutes } from '../fulfillments/fulfillment-routes';
import { type ApiKey, defaultKey } from '../options';
import { orderRoutes } from '../orders/order-routes';
import { productRoutes } from '../products/product-routes';
import { countryRoutes } from '../settings/country-routes';
import { settingsRoutes } from '../settings/settings-routes';
import { namespaceIndex, siteIndex, siteRoutes } from '../settings/site-routes';
import { shipmentTrackingRoutes, trackingNamespace } from '../shipment-tracking/tracking-routes';
import { oddAnswer } from '../store/odd-answers';
import type { Store } from '../store/store';
import { termsRoutes } from '../terms';
import { taxRoutes } from '../taxes/tax-routes';
import { webhookRoutes } from '../webhooks/webhook-routes';
import { isRecord } from '../wordpress/php-values';
import { SiteUrls } from '../wordpress/site-urls';
import { Authenticator, checkPermission } from './authentication';
import { RestError } from './rest-error';
import { type Found, pickFields, type Reply, readInput, refuseStranger, type Route, Router } from './router';

const jsonType = { 'content-type': 'application/json; charset=UTF-8', 'x-robots-tag': 'noindex' };
const htmlType = { 'content-type': 'text/html; charset=UTF-8' };
const apiPrefix = '/wp-json/wc/v3';

/** Where a path leads. `rest` is what follows `wp-json/wc/v3/`. */
type Target =
	| { readonly kind: 'page' }
	| { readonly kind: 'home' }
	| { readonly kind: 'site' }
	| { readonly kind: 'namespace' }
	| { readonly kind: 'api'; readonly rest: string; readonly authenticated: boolean };

/** `_fields` never takes the links off a single record: they are added after the filter. */
function withLinks(picked: unknown, whole: unknown): unknown {
	return isRecord(picked) && isRecord(whole) && whole['_links'] !== undefined ? { ...picked, _links: whole['_links'] } : picked;
}

function homePage(title: string): string {
	return `<!DOCTYPE html><html lang="en-US"><head><title>${title}</title></head><body class="home blog">${title}</body></html>`;
}

export class RequestHandler {
	private readonly router: Router;
	private readonly routes: readonly Route[];
	private readonly authenticator: Authenticator;

	constructor(private readonly store: Store) {
		const { options } = store;
		this.routes = [
			...orderRoutes(store.state.customStatuses),
			...productRoutes(() => store.state.productTypes),
			...termsRoutes,
			...customerRoutes,
			...settingsRoutes,
			...taxRoutes,
			...siteRoutes,
			...countryRoutes,
			...webhookRoutes,
			...fulfillmentRoutes,
			...shipmentTrackingRoutes,
		];
		this.router = new Router(this.routes);
		this.authenticator = new Authenticator({
			keys: options.keys ?? [defaultKey],
			https: options.https ?? false,
			signingTime: options.signingTime ?? Date.now,
		});
	}

	operationOf(request: SandboxRequest): string | undefined {
		const target = this.targetOf(request);
		return target.kind === 'api' ? this.router.find(request.method, target.rest, this.store)?.route.operation : undefined;
	}

	async handle(request: SandboxRequest): Promise<SandboxResponse> {
		const { store } = this;
		const origin = this.originOf(request);
		// A site lives where it was first reached, until it moves; other addresses lead to it and do not change its links.
		store.state.home ??= origin;
		store.urls = new SiteUrls(`${store.state.home}${store.options.sitePath ?? ''}`);
		const target = this.targetOf(request);
		await store.work(store.options.speed?.msPerRequest);
		if (store.state.settings.redirectsToItself)
			return { status: 301, headers: { ...htmlType, location: `${origin}${request.rawUrl}`, 'x-redirect-by': 'WordPress' }, body: '' };
		let found: Found | undefined;
		try {
			if (target.kind === 'home') return { status: 200, headers: htmlType, body: homePage(store.state.settings.siteTitle) };
			if (target.kind === 'page') return { status: 404, headers: htmlType, body: '<!DOCTYPE html><title>Page not found</title>' };
			if (target.kind === 'site') {
				const index = siteIndex(store);
				return this.answer({ ...index, body: pickFields(index.body, request.query.get('_fields')) });
			}
			if (target.kind === 'namespace') return this.answer(namespaceIndex(store, this.routes));
			const key = target.authenticated ? this.authenticator.authenticate(request, this.signedOrigin(origin)) : undefined;
			if (key !== undefined) checkPermission(key, request.method);
			found = this.router.find(request.method, target.rest, store);
			if (found === undefined) throw new RestError(404, 'rest_no_route', 'No route was found matching the URL and request method.');
			return await this.run(request, found, key);
		} catch (error) {
			if (!(error instanceof RestError)) throw error;
			const allow = found === undefined || error.beforeRoute ? undefined : found.allow;
			return this.answer({ status: error.status, body: error.body() }, allow);
		}
	}

	private async run(request: SandboxRequest, found: Found, key: ApiKey | undefined): Promise<SandboxResponse> {
		const { route, match, allow } = found;
		const input = readInput(request, route);
		const refused = key === undefined ? refuseStranger(route.access) : undefined;
		if (refused !== undefined) throw refused;
		const { store } = this;
		const rest = [...match.ids];
		const work = async (): Promise<Reply> => await route.handle({ store, input, ...match });
		const writing = { at: store.options.clock.now(), operation: route.operation, pattern: route.pattern, ids: match.ids, input };
		const reply = route.method === 'GET' ? await work() : await store.writes.around(store.state, writing, work);
		const path = route.pattern.replace(/[#]/g, () => String(rest.shift()));
		const shown = path === `orders/${match.ids[0] ?? 0}` ? reply.body : oddAnswer(store.state, path, reply.body);
		const body = withLinks(pickFields(shown, input['_fields']), shown);
		return this.answer({ ...reply, body, headers: { ...reply.headers, ...this.pageLinks(request, reply) } }, allow);
	}

	private answer(reply: Reply, allow?: string): SandboxResponse {
		const index = `<${this.store.urls.page('/wp-json/')}>; rel="https://api.w.org/"`;
		const { link, ...headers } = reply.headers ?? {};
		return {
			status: reply.status,
			headers: {
				...jsonType,
				...(allow === undefined ? {} : { allow }),
				...headers,
				link: link === undefined || link === '' ? index : link,
			},
			body: reply.body,
		};
	}

	/** `Link: rel="next"` echoes the whole query, signature included: it cannot be followed under OAuth. */
	private pageLinks(request: SandboxRequest, reply: Reply): Record<string, string> {
		const pages = Number(reply.headers?.['x-wp-totalpages'] ?? 0);
		const query = new URLSearchParams(request.query);
		const page = Number(query.get('page') ?? 1);
		const link = (to: number, rel: string): string => {
			query.set('page', String(to));
			return `<${this.store.urls.base}${this.pathOf(request)}?${query.toString()}>; rel="${rel}"`;
		};
		const links = [
			...(page > 1 && pages > 0 ? [link(Math.min(page - 1, pages), 'prev')] : []),
			...(page < pages ? [link(page + 1, 'next')] : []),
		];
		return links.length === 0 ? {} : { link: links.join(', ') };
	}

	/** WooCommerce holds an OAuth signature against the site's own address (`get_home_url`), whatever it was called by. */
	private signedOrigin(called: string): string {
		return this.store.options.homeFromHost === true ? called : (this.store.state.home ?? called);
	}

	/** The address by which a site is called. */
	private originOf(request: SandboxRequest): string {
		const { origin, https } = this.store.options;
		return origin ?? `${https === true ? 'https' : 'http'}://${request.headers['host'] ?? '127.0.0.1'}`;
	}

	/** Below the site's address; WordPress also answers with its `index.php` spelled out. */
	private pathOf(request: SandboxRequest): string {
		return request.path.slice((this.store.options.sitePath ?? '').length).replace(/^\/index\.php(?=\/)/, '');
	}

	/** Keys count only where the address itself holds `wp-json/wc/`; `?rest_route=` reaches the route as nobody. */
	private targetOf(request: SandboxRequest): Target {
		const sitePath = this.store.options.sitePath ?? '';
		if (!request.path.startsWith(sitePath)) return { kind: 'page' };
		const path = this.pathOf(request).replace(/\/+$/, '');
		const byQuery = request.query.get('rest_route');
		if ((path === '' || path === '/index.php') && byQuery !== null) {
			const rest = byQuery.startsWith('/wc/v3/') ? byQuery.slice('/wc/v3/'.length) : '';
			return { kind: 'api', rest, authenticated: false };
		}
		if (this.store.state.settings.permalinks === 'plain' && path.startsWith('/wp-json')) return { kind: 'home' };
		if (path === '/wp-json') return { kind: 'site' };
		if (path === apiPrefix) return { kind: 'namespace' };
		if (path.startsWith(`${apiPrefix}/`)) return { kind: 'api', rest: path.slice(apiPrefix.length + 1), authenticated: true };
		// Keys also count for plugins whose routes begin with `wc-`.
		if (path.startsWith(`/wp-json/${trackingNamespace}/`))
			return { kind: 'api', rest: path.slice('/wp-json/'.length), authenticated: true };
		return path.startsWith('/wp-json/') ? { kind: 'api', rest: '', authenticated: true } : { kind: 'page' };
	}
}
