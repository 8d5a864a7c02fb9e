/**
 * `npm run models [-- <repository>]`: fetches those of Amazon's public models that tests and sandbox compare with, from
 * Amazon's repository or a copy of it, into SP_API_MODELS_DIR or ../shared/sp-api-models. Always the same commit: a newer
 * model may fail the tests, which is worth a look of its own. Needs git, and nothing of npm.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelsFolder, MODELS_REPOSITORY } from './model-tests.mjs';

const COMMIT = '34dc93fe45f37c9a0b2e56823c808f68b4f81754';

/** Our name of a model, and where it lies in Amazon's repository. */
const MODELS = {
	'awd-2024-05-09.json': 'models/amazon-warehousing-and-distribution-model/awd_2024-05-09.json',
	'catalog-items-2022-04-01.json': 'models/catalog-items-api-model/catalogItems_2022-04-01.json',
	'feeds-2021-06-30.json': 'models/feeds-api-model/feeds_2021-06-30.json',
	'fba-inventory-v1.json': 'models/fba-inventory-api-model/fbaInventory.json',
	'fulfillment-outbound-2020-07-01.json': 'models/fulfillment-outbound-api-model/fulfillmentOutbound_2020-07-01.json',
	'fulfillment-outbound-2026-07-04.json': 'models/fulfillment-outbound-api-model/fulfillmentOutbound_2026-07-04.json',
	'listings-items-2021-08-01.json': 'models/listings-items-api-model/listingsItems_2021-08-01.json',
	'orders-2026-01-01.json': 'models/orders-api-model/orders_2026-01-01.json',
	'orders-v0.json': 'models/orders-api-model/ordersV0.json',
	'reports-2021-06-30.json': 'models/reports-api-model/reports_2021-06-30.json',
	'schema-listings-feed-processing-report-v2.json': 'schemas/feeds/listings-feed-processing-report-schema-v2.json',
	'schema-listings-feed-v2.json': 'schemas/feeds/listings-feed-schema-v2.json',
	'sellers-v1.json': 'models/sellers-api-model/sellers.json',
	'supply-sources-2020-07-01.json': 'models/supply-sources-api-model/supplySources_2020-07-01.json',
	'tracking-2026-01-30.json': 'models/tracking-api-model/tracking_2026-01-30.json',
};

const git = (...args) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'inherit'] });

const [repository = MODELS_REPOSITORY] = process.argv.slice(2);
const clone = mkdtempSync(join(tmpdir(), 'storebridge-models-'));
try {
	// Without the files: the few that are wanted come when they are shown.
	git('clone', '--quiet', '--filter=blob:none', '--no-checkout', repository, clone);
	mkdirSync(modelsFolder(), { recursive: true });
	for (const [name, path] of Object.entries(MODELS)) {
		writeFileSync(join(modelsFolder(), name), git('-C', clone, 'show', `${COMMIT}:${path}`));
	}
	console.log(`${Object.keys(MODELS).length} models are in ${modelsFolder()}`);
} finally {
	rmSync(clone, { recursive: true, force: true });
}
