import { rawWithoutPersonalData } from '../../../../src/platforms/amazon/orders/raw';

describe("Amazon's own object without personal data", () => {
	it('keeps the tax numbers of companies alone: whoever is not named as one may be the buyer', () => {
		const of = (entityType?: string) => ({
			...(entityType === undefined ? {} : { entityType }),
			taxRegistrationNumber: entityType ?? 'CPF',
		});
		const taxRegistrations = [of('BUYER'), of('buyer'), of(), of('RECIPIENT'), null, of('MERCHANT'), of('MARKETPLACE')];
		expect(rawWithoutPersonalData({ tax: { taxRegistrations } })).toEqual({
			tax: { taxRegistrations: [of('MERCHANT'), of('MARKETPLACE')] },
		});
	});
});
