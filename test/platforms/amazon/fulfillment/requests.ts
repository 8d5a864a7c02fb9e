import type { FulfillmentLine, FulfillmentRequest } from '../../../../src/domain/fulfillment';
import type { Address } from '../../../../src/domain/order';

/** Names of people and places that no error and no reason may ever show. */
export const PEOPLE = [
	'Plantedname',
	'Plantedcompany',
	'Plantedstreet 7',
	'Plantedcity',
	'PLANTED1',
	'+49 555 planted',
	'planted@shop.example',
	'Plantedgift',
];

export const address = (changes: Partial<Address> = {}): Address => ({
	name: 'Jörg Plantedname',
	company: 'Plantedcompany GmbH',
	line1: 'Plantedstreet 7',
	city: 'Plantedcity',
	region: 'Plantedregion',
	postcode: 'PLANTED1',
	country: 'DE',
	phone: '+49 555 planted',
	...changes,
});

export const line = (changes: Partial<FulfillmentLine> = {}): FulfillmentLine => ({ id: '17', sku: 'TEE-RED-M', quantity: 2, ...changes });

export const request = (changes: Partial<FulfillmentRequest> = {}): FulfillmentRequest => ({
	id: 'a1b2c3-1001-1',
	displayId: '1001',
	displayAt: '2026-11-20T08:00:00.000Z',
	address: address(),
	lines: [line(), line({ id: '18', sku: 'MUG-BLUE', quantity: 1 })],
	speed: 'standard',
	policy: 'fillOrKill',
	hold: false,
	blankBox: false,
	blockAmazonLogistics: false,
	notify: [],
	...changes,
});
