import { REASONS, type ReasonCode } from '../../../src/domain/reasons';
import { EXPLAINED } from '../../../src/domain/texts/explanations';
import { LANGUAGES } from '../../../src/domain/texts/language';

const codes = Object.keys(REASONS) as ReasonCode[];
/** What a warehouse of Amazon says of a shop's order. */
const OF_THE_WAREHOUSE = /^(mcf|amazonUnreachable$|invalidShipments$)/;

it('speaks of an order so that it is right whatever platform it comes from and goes to', () => {
	const ofAnyOrder = codes.filter((code) => !OF_THE_WAREHOUSE.test(code));
	expect(ofAnyOrder.length).toBeGreaterThan(20);
	for (const code of ofAnyOrder) {
		const said = LANGUAGES.map((language) => EXPLAINED[language][code]).map(({ title, advice }) => `${title}. ${advice}`);
		expect(`${code}: ${said.join(' ')}`).not.toMatch(/Amazon|Seller Central|WooCommerce|WordPress|Shopify|REST/);
	}
});

it("names no store's own words for the state of an order", () => {
	for (const code of codes) expect(`${code}: ${REASONS[code].advice}`).not.toMatch(/\b(processing|completed|on-hold)\b/);
});
