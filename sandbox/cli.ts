import { startSandbox, type Sandbox } from './index';
import type { StandInContext } from './kernel/contract';
import { createMailStandIn, MailInbox, startSmtpCatcher } from './mail';
import { catalog, catalogParents } from './seed/catalog';
import { catalogTaxRates } from './seed/tax-rates';
import { createShopify, defaultApp, shopProductsFromCatalog } from './shopify';
import { createWooCommerce, defaultKey, productsFromCatalog } from './woocommerce';

const line = (text = ''): void => {
	process.stdout.write(`${text}\n`);
};

const field = (name: string, value: string): void => line(`  ${name.padEnd(16)} ${value}`);

const printAmazon = (sandbox: Sandbox): void => {
	for (const { region, clientId, clientSecret, refreshToken, sellerId } of sandbox.amazonCredentials()) {
		line(`\nAmazon, region ${region}`);
		field('Endpoint', sandbox.urls['amazon'] ?? '');
		field('Client ID', clientId);
		field('Client Secret', clientSecret);
		field('Refresh Token', refreshToken);
		field('Seller ID', sellerId);
	}
};

const printShopify = (sandbox: Sandbox): void => {
	line('\nShopify');
	field('Endpoint', sandbox.urls['shopify'] ?? '');
	field('Access Token', defaultApp.accessToken);
	field('Client ID', defaultApp.clientId);
	field('Client Secret', defaultApp.clientSecret);
};

/**
 * `npm run sandbox`: everything running, seeded, until Ctrl-C; a Shopify shop too with `-- --shopify`. SANDBOX_PLAN_FACTOR multiplies
 * Amazon's quotas.
 */
const main = async (): Promise<void> => {
	const withShopify = process.argv.includes('--shopify');
	const planFactor = Number(process.env['SANDBOX_PLAN_FACTOR'] ?? '100');
	const inbox = new MailInbox();
	const sandbox = await startSandbox({
		planFactor,
		standIns: {
			woocommerce: ({ clock, events, random }) =>
				createWooCommerce({
					clock,
					random,
					mailer: inbox,
					onEvent: (event) => events.emit(event),
					settings: { calcTaxes: true, pricesIncludeTax: true },
					taxRates: catalogTaxRates,
					products: productsFromCatalog(catalog, catalogParents),
				}),
			...(withShopify
				? {
						shopify: ({ clock, events, random }: StandInContext) =>
							createShopify({
								clock,
								random,
								mailer: inbox,
								onEvent: (event) => events.emit(event),
								products: shopProductsFromCatalog(catalog, catalogParents),
							}),
					}
				: {}),
			mail: () => createMailStandIn(inbox),
		},
	});
	const smtp = await startSmtpCatcher(inbox, sandbox.clock);
	const seeded = sandbox.seedDemo();

	line('The Storebridge sandbox is running. Ctrl-C ends it; nothing is kept.');
	line(
		`${seeded.length} Amazon orders on the first account, ${catalog.length} products in the store, Amazon's usage plans times ${planFactor}.`,
	);
	printAmazon(sandbox);
	line('\nWooCommerce');
	field('Store URL', sandbox.urls['woocommerce'] ?? '');
	field('Consumer Key', defaultKey.consumerKey);
	field('Consumer Secret', defaultKey.consumerSecret);
	if (withShopify) printShopify(sandbox);
	line('\nMail');
	field('SMTP', `${smtp.host}:${smtp.port}, no encryption, any user`);
	field('Inbox', sandbox.urls['mail'] ?? '');
	line('\nControl API');
	field('URL', sandbox.control.url);
	field('Header', `Authorization: Bearer ${sandbox.control.token}`);
	line();
	sandbox.events.onEvent(({ at, standIn, text }) => line(`${new Date(at).toISOString()}  ${standIn}  ${text}`));

	const end = (): void => {
		Promise.all([sandbox.stop(), smtp.close()]).then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
};

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
