import { REASONS, type ReasonCode } from '../../../src/domain/reasons';

const codes = Object.keys(REASONS) as ReasonCode[];
/** What a warehouse of Amazon says of a shop's order. */
const OF_THE_WAREHOUSE = /^(mcf|amazonUnreachable$|invalidShipments$)/;

it('speaks of an order so that it is right whatever platform it comes from and goes to', () => {
	const ofAnyOrder = codes.filter((code) => !OF_THE_WAREHOUSE.test(code));
	expect(ofAnyOrder.length).toBeGreaterThan(20);
	for (const code of ofAnyOrder) {
		const { title, advice } = REASONS[code];
		expect(`${code}: ${title}. ${advice}`).not.toMatch(/Amazon|Seller Central|WooCommerce|WordPress|Shopify|REST/);
	}
});

it("names no store's own words for the state of an order", () => {
	for (const code of codes) expect(`${code}: ${REASONS[code].advice}`).not.toMatch(/\b(processing|completed|on-hold)\b/);
});
