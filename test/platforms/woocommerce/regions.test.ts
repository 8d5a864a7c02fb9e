import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON_REGIONS, Regions, withRegionNames } from '../../../src/platforms/woocommerce/regions';
import { toOutboundAddress } from '../../../src/platforms/amazon/fulfillment/addresses';
import { order as canonical } from './orders';

const states = JSON.parse(readFileSync(join(__dirname, '../../../sandbox/woocommerce/settings/states.json'), 'utf8')) as Readonly<
	Record<string, Readonly<Record<string, string>>>
>;
const ofStore = (changed: typeof states = {}) =>
	new Regions(
		new Map(
			Object.entries({
				...states,
				CN: { CN2: 'Beijing / 北京', CN20: 'Guangdong / 广东' },
				IT: { RM: 'Roma', MI: 'Milano' },
				GB: {},
				...changed,
			}).map(([country, names]) => [country, new Map(Object.entries(names).map(([code, name]) => [code, name.split(' / ').concat(name)]))]),
		),
	);

describe('regions of a store', () => {
	it.each([
		['US', 'Washington', 'WA'],
		['US', 'wa', 'WA'],
		['US', 'US-NY', 'NY'],
		['US', 'NEW YORK', 'NY'],
		['US', 'Washington DC', 'DC'],
		['CA', 'Québec', 'QC'],
		['AU', 'New South Wales', 'NSW'],
		['ES', 'Madrid', 'M'],
		['ES', 'ES-M', 'M'],
		['ES', 'Comunidad de Madrid', 'M'],
		['ES', 'Province of Barcelona', 'B'],
		['ES', 'Illes Balears', 'PM'],
		['ES', 'CADIZ', 'CA'],
		['IT', 'Roma', 'RM'],
		['IT', 'rm', 'RM'],
		['IT', 'Provincia di Roma', 'RM'],
		['IT', 'Rome', 'RM'],
		['TR', 'İstanbul', 'TR34'],
		['TR', 'Istanbul', 'TR34'],
		['TR', 'ISTANBUL', 'TR34'],
		['TR', 'TR-34', 'TR34'],
		['TR', '34', 'TR34'],
		['TR', 'Adiyaman', 'TR02'],
		['JP', '東京都', 'JP13'],
		['JP', 'Tokyo-to', 'JP13'],
		['JP', 'JP-13', 'JP13'],
		['JP', '北海道', 'JP01'],
		['JP', '京都府', 'JP26'],
		['JP', 'Kyoto', 'JP26'],
		['CN', 'Beijing', 'CN2'],
		['CN', '北京市', 'CN2'],
		['CN', '广东省', 'CN20'],
		['DE', 'Bayern', 'DE-BY'],
		['DE', 'BW', 'DE-BW'],
		['MX', 'CDMX', 'DF'],
		['MX', 'Estado de México', 'MX'],
		['MX', 'JAL', 'JA'],
		['BR', 'São Paulo', 'SP'],
	])('%s %s is %s there', (country, region, code) => {
		expect(ofStore().codeOf(country, region)).toBe(code);
	});

	it.each([
		['GB', 'Greater London'],
		['GB', 'England'],
		['FR', 'Île-de-France'],
		['ES', 'Narnia'],
		['MX', 'México'],
		['ES', 'ESP'],
		['US', '-'],
		['', 'WA'],
		['US', ''],
	])('keeps what the store has no code for: %s %s', (country, region) => {
		expect(ofStore().codeOf(country, region)).toBe(region);
	});

	it('knows each of its own by its code and by its name', () => {
		for (const [country, names] of Object.entries(states))
			for (const [code, name] of Object.entries(names)) {
				expect([country, code, ofStore().codeOf(country, code)]).toEqual([country, code, code]);
				expect([country, name, ofStore().codeOf(country, name)]).toEqual([country, name, code]);
			}
	});

	it('are found where the store speaks another language, or does not tell them', () => {
		const spanish = ofStore({ US: { NY: 'Nueva York', WA: 'Washington' }, TR: { TR34: 'Estambul' }, JP: { JP13: 'Tokio' } });
		expect([spanish.codeOf('US', 'New York'), spanish.codeOf('TR', 'İstanbul'), spanish.codeOf('JP', 'Tokyo')]).toEqual([
			'NY',
			'TR34',
			'JP13',
		]);
		expect([COMMON_REGIONS.codeOf('US', 'Washington'), COMMON_REGIONS.codeOf('FR', 'Bretagne')]).toEqual(['WA', 'Bretagne']);
	});

	it.each([
		['TR', 'TR34', 'İstanbul'],
		['ES', 'M', 'Madrid'],
		['JP', 'JP13', 'Tokyo'],
		['CN', 'CN2', 'Beijing'],
		['US', 'WA', 'WA'],
		['CA', 'QC', 'QC'],
		['GB', 'Kent', 'Kent'],
	])('go to Amazon as it knows them: %s %s as %s', (country, region, told) => {
		const { shipping } = withRegionNames(canonical({ lines: [], shipping: { name: 'A', line1: 'B', country, region } }), ofStore());
		expect(toOutboundAddress(shipping ?? {}).stateOrRegion).toBe(told);
	});
});
