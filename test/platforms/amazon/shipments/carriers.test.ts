import { CARRIER_CODES } from '../../../../src/platforms/amazon/shipments/carrier-codes';
import { carrierFor } from '../../../../src/platforms/amazon/shipments/carriers';

const ES = 'A1RKKUPIHCS9HS';
const DE = 'A1PA6795UKMFR9';
const GB = 'A1F83G8C2ARO7P';
const IT = 'APJ6JRA9NG5V4';
const NONE: ReadonlyMap<string, string> = new Map();

const named = (name: string, marketplace = ES) => carrierFor({ name }, marketplace, NONE);

describe("Amazon's codes of carriers", () => {
	it('are those of its list, each once and none with broken letters', () => {
		expect(CARRIER_CODES).toHaveLength(376);
		expect(new Set(CARRIER_CODES).size).toBe(CARRIER_CODES.length);
		expect(CARRIER_CODES.filter((code) => code.trim() !== code || /[^\x20-\x7e]/.test(code))).toEqual([]);
	});

	it.each([...CARRIER_CODES].filter((code) => !['Other', 'Otro', 'Andere', 'Sonstige', 'HS code', 'Interno'].includes(code)))(
		'takes its own code %s as it is',
		(code) => {
			expect(carrierFor({ code }, ES, NONE)).toEqual({ code, listed: true });
		},
	);
});

describe('the names of carriers', () => {
	it.each([
		['SEUR', 'Seur'],
		['seur_24', 'Seur'],
		['spanish-seur', 'Seur'],
		['MRW', 'MRW'],
		['mrw-spain', 'MRW'],
		['nacex', 'Nacex'],
		['Correos', 'Correos'],
		['spain-correos-es', 'Correos'],
		['Correos Express', 'Correos Express'],
		['correosexpress', 'Correos Express'],
		['GLS Spain', 'GLS'],
		['gls-spain', 'GLS'],
		['CTT', 'CTT EXPRESS'],
		['ctt_express', 'CTT EXPRESS'],
		['Tipsa', 'TIPSA'],
		['zeleris', 'Zeleris'],
		['DHL Express', 'DHL Express'],
		['dhl_express_worldwide', 'DHL Express'],
		['DHL eCommerce', 'DHL eCommerce'],
		['UPS', 'UPS'],
		['ups_walleted', 'UPS'],
		['United Parcel Service', 'UPS'],
		['dpd', 'DPD'],
		['La Poste', 'La Poste'],
		['la-poste-colissimo', 'Colissimo'],
		['Chronopost', 'Chronopost'],
		['mondial_relay', 'Mondial Relay'],
		['Colis Privé', 'Colis Prive'],
		['InPost', 'InPost'],
		['PostNL', 'PostNL'],
		['USPS', 'USPS'],
		['stamps_com', 'USPS'],
		['FedEx Ground®', 'FedEx'],
		['fedex', 'FedEx'],
		['Amazon Shipping', 'Amazon Shipping'],
		['AMZN_ES', 'Amazon Shipping'],
		['Poczta Polska', 'Polish Post'],
		['envialia', 'Envialia'],
		['Trans-o-flex', 'Trans-o-Flex'],
	])('%s is %s', (name, code) => {
		expect(named(name)).toEqual({ code, listed: true });
		const loud = name.toUpperCase();
		expect(named(loud)).toEqual({ code: CARRIER_CODES.includes(loud) ? loud : code, listed: true });
	});

	it.each([
		['Hermes', DE, 'Hermes Logistik Gruppe'],
		['Hermes', GB, 'Hermes UK'],
		['Hermes', IT, 'Hermes'],
		['EVRi', GB, 'Hermes UK'],
		['Royal_Mail', GB, 'Royal Mail'],
		['ParcelForce', GB, 'Parcelforce'],
		['DPD Local', GB, 'DPD Local'],
		['DHL Paket', DE, 'DHL-Paket'],
		['dhl-germany', DE, 'DHL-Paket'],
		['Deutsche Post', DE, 'Deutsche Post'],
		['Deutsche Post DHL', DE, 'DHL-Paket'],
		['BRT (Bartolini)', IT, 'BRT'],
		['poste_it', IT, 'Poste Italiane'],
		['italy-sda', IT, 'SDA'],
		['TNT', IT, 'TNTIT'],
		['TNT', DE, 'TNT'],
	])('%s in %s is %s', (name, marketplace, code) => {
		expect(named(name, marketplace)).toEqual({ code, listed: true });
	});

	it('that Amazon does not know stay as they are, and are not on its list', () => {
		expect(named('Paack')).toEqual({ code: 'Other', name: 'Paack', listed: false });
		expect(carrierFor({ code: 'paack-es', name: ' Paack ' }, ES, NONE)).toEqual({ code: 'Other', name: 'Paack', listed: false });
		expect(named('Correos de México')).toMatchObject({ code: 'Other', name: 'Correos de México' });
		expect(named('Other')).toMatchObject({ code: 'Other', listed: false });
		expect(carrierFor({}, ES, NONE)).toMatchObject({ code: 'Other', listed: false });
	});

	it('are taken from the code where the name says nothing, and from the name where the code does not', () => {
		expect(carrierFor({ code: 'seur', name: 'The parcel people' }, ES, NONE)).toEqual({ code: 'Seur', listed: true });
		expect(carrierFor({ code: 'x1', name: 'MRW' }, ES, NONE)).toEqual({ code: 'MRW', listed: true });
	});

	it('mean what the user says before anything else, by a code in any spelling or by a name of its own', () => {
		const own = new Map([
			['my van', 'seur'],
			['SEUR', 'MRW'],
			['Paack', 'Paack Logistics'],
			['Hermes', 'Hermes'],
		]);
		expect(carrierFor({ name: 'My-Van' }, ES, own)).toEqual({ code: 'Seur', listed: true });
		expect(carrierFor({ name: 'seur' }, ES, own)).toEqual({ code: 'MRW', listed: true });
		expect(carrierFor({ name: 'PAACK' }, ES, own)).toEqual({ code: 'Other', name: 'Paack Logistics', listed: false });
		expect(carrierFor({ name: 'Hermes' }, DE, own)).toEqual({ code: 'Hermes', listed: true });
	});
});
