import { allStatuses } from '../orders/status-names';
import { ok } from '../rest/replies';
import type { Call, Reply, Route } from '../rest/router';
import { trackingNamespace } from '../shipment-tracking/tracking-routes';
import type { Store } from '../store/store';
import { offsetHours } from '../wordpress/site-time';
import { currencySymbol } from './currencies';

const namespaces = ['oembed/1.0', 'wc/store', 'wc/store/v1', 'wc-admin', 'wc-analytics', 'wc/v1', 'wc/v2', 'wc/v3', 'wp/v2'];

/** `GET /wp-json/`: what a site is and in which zone it lives; open to everyone. */
export function siteIndex(store: Store): Reply {
	const { timezone, siteTitle } = store.state.settings;
	return ok({
		name: siteTitle,
		description: '',
		url: store.urls.base,
		home: store.urls.base,
		gmt_offset: String(offsetHours(store.options.clock.now(), timezone)),
		timezone_string: timezone,
		namespaces: store.state.settings.shipmentTracking === 'off' ? namespaces : [...namespaces, trackingNamespace],
		authentication: [],
		routes: {},
		_links: { help: [{ href: 'https://developer.wordpress.org/rest-api/' }] },
	});
}

/** `GET /wp-json/wc/v3`. */
export function namespaceIndex(store: Store, routes: readonly Route[]): Reply {
	const described = routes
		.filter((route) => route.exists?.(store) !== false && !route.pattern.startsWith(trackingNamespace))
		.map(
			(route) =>
				[
					`/wc/v3/${route.pattern.replace(/#/g, '(?P<id>[\\d]+)').replace(/\*/g, '(?P<name>[\\w-]+)')}`,
					{
						namespace: 'wc/v3',
						methods: routes.filter((other) => other.pattern === route.pattern).map((other) => other.method),
					},
				] as const,
		);
	return ok({ namespace: 'wc/v3', routes: Object.fromEntries(described), _links: { up: [{ href: store.urls.page('/wp-json/') }] } });
}

/** Files of the plugins that serve the tracking routes. */
const trackingPlugins = {
	off: [],
	official: ['woocommerce-shipment-tracking/woocommerce-shipment-tracking.php'],
	ast: ['woo-advanced-shipment-tracking/woocommerce-advanced-shipment-tracking.php'],
} as const;

const ordersTable = 'Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore';

function activePlugins(store: Store): readonly string[] {
	return [...(store.options.plugins ?? ['woocommerce/woocommerce.php']), ...trackingPlugins[store.state.settings.shipmentTracking]];
}

function systemStatus({ store }: Call): Reply {
	const { settings } = store.state;
	return ok({
		environment: {
			home_url: store.urls.base,
			site_url: store.urls.base,
			store_id: store.state.storeId,
			version: '11.0.1',
			wp_version: '7.0.4',
			wp_multisite: false,
			wp_memory_limit: 268435456,
			wp_debug_mode: false,
			wp_cron: true,
			language: settings.language,
			server_info: 'nginx',
			php_version: '8.2.29',
			php_max_execution_time: 30,
		},
		active_plugins: activePlugins(store).map((plugin) => ({
			plugin,
			name: plugin.split('/')[0],
			version: plugin.startsWith('woocommerce/') ? '11.0.1' : '1.0.0',
		})),
		settings: {
			api_enabled: false,
			force_ssl: false,
			currency: settings.currency,
			currency_symbol: currencySymbol(settings.currency).html,
			currency_position: 'left',
			thousand_separator: ',',
			decimal_separator: '.',
			number_of_decimals: settings.decimals,
			HPOS_enabled: settings.hpos,
			order_datastore: settings.hpos ? ordersTable : 'WC_Order_Data_Store_CPT',
		},
	});
}

function orderTotals({ store }: Call): Reply {
	const counts = new Map<string, number>();
	for (const order of store.state.orders.values()) counts.set(order.status, (counts.get(order.status) ?? 0) + 1);
	return ok(allStatuses(store.state.customStatuses).map(({ slug, name }) => ({ slug, name, total: counts.get(slug) ?? 0 })));
}

function currentCurrency({ store }: Call): Reply {
	const code = store.state.settings.currency;
	const text = currencySymbol(code);
	return ok({ code, name: text.name, symbol: text.html, _links: store.urls.links(`data/currencies/${code}`, 'data/currencies', ['GET']) });
}

export const siteRoutes: readonly Route[] = [
	{ method: 'GET', pattern: 'system_status', operation: 'getSystemStatus', access: 'list', handle: systemStatus },
	{ method: 'GET', pattern: 'reports/orders/totals', operation: 'getOrderTotals', access: 'list', handle: orderTotals },
	{ method: 'GET', pattern: 'data/currencies/current', operation: 'getCurrentCurrency', access: 'view', handle: currentCurrency },
];
