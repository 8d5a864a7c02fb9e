import { plainCarrierName } from '../../../domain/carrier-name';
import type { ChannelCarrier, ChannelShipments } from '../../../ports/channel-shipments';
import { findMarketplace } from '../constants';
import { CARRIER_CODES } from './carrier-codes';

/** For all that have no code of their own. */
const OTHER = 'Other';
/** The same in other languages: no name of a carrier. */
const NO_CARRIERS: ReadonlySet<string> = new Set([OTHER, 'Otro', 'Andere', 'Sonstige', 'HS code', 'Interno']);

const LISTED: ReadonlySet<string> = new Set(CARRIER_CODES.filter((code) => !NO_CARRIERS.has(code)));

const squeezed = (name: string): string => plainCarrierName(name).replaceAll(' ', '');

/** The first of several spellings of a code counts. */
const BY_SPELLING: ReadonlyMap<string, string> = new Map([...LISTED].toReversed().map((code) => [squeezed(code), code]));

/** By country of the marketplace; `else` everywhere else. */
type Code = string | Readonly<Partial<Record<string, string>> & Record<'else', string>>;

const HERMES: Code = { DE: 'Hermes Logistik Gruppe', GB: 'Hermes UK', else: 'Hermes' };

/**
 * How stores, shipping plugins and aggregators name carriers whose code does not follow from the name: the first that matches its
 * beginning counts, so that "DHL Paket" stands before "DHL". Names are plain (`plainCarrierName`), without the country before them.
 */
const PRESETS: readonly (readonly [RegExp, Code])[] = [
	// Spain and Portugal
	[/^correos? ?express|^cex\b/, 'Correos Express'],
	[/^correos (de )?(mexico|chile|costa rica|del ecuador)/, OTHER],
	[/^correos\b|^paq ?(standard|premium|light)\b/, 'Correos'],
	[/^seur\b/, 'Seur'],
	[/^mrw\b/, 'MRW'],
	[/^nacex\b/, 'Nacex'],
	[/^ctt\b|^ctt ?express/, 'CTT EXPRESS'],
	[/^tourline\b/, 'Tourline'],
	[/^tipsa\b/, 'TIPSA'],
	[/^zeleris\b/, 'Zeleris'],
	[/^envialia\b/, 'Envialia'],
	[/^celeritas\b/, 'CELERITAS'],
	[/^asm\b/, 'GLS'],
	// Everywhere
	[/^dhl ?(global ?mail|gm)\b/, 'DHL Global Mail'],
	[/^dhl ?e ?commerce/, 'DHL eCommerce'],
	[/^dhl ?express|^dhl ?worldwide/, 'DHL Express'],
	[/^dhl ?freight/, 'DHL Freight'],
	[/^dhl ?(home ?delivery|2 ?mann)/, 'DHL Home Delivery'],
	[/^dhl ?(paket|intraship|geschaftskunden|deutschland|germany|de)\b|^deutsch(e|es)? ?post ?dhl|^dhlpaket/, 'DHL-Paket'],
	[/^dhl\b|^dhl ?parcel/, { PL: 'DHLPL', TR: 'DHL Kargo', else: 'DHL' }],
	[/^deutsch(e|es)? ?post\b/, 'Deutsche Post'],
	[/^ups ?(mail ?innovations|mi)\b/, 'UPS Mail Innovations'],
	[/^ups ?freight/, 'UPS Freight'],
	[/^ups\b|^united ?parcel ?service/, 'UPS'],
	[/^fed ?ex ?smart ?post/, 'FedEx SmartPost'],
	[/^fed ?ex ?freight/, 'Fedex Freight'],
	[/^fed ?ex/, { JP: 'FEDEX_JP', else: 'FedEx' }],
	[/^usps\b|^united ?states ?postal|^us ?postal|^stamps ?com\b|^endicia\b/, 'USPS'],
	[/^dpd ?local|^interlink/, 'DPD Local'],
	[/^dpd\b/, 'DPD'],
	[/^gls\b/, 'GLS'],
	[/^tnt\b/, { IT: 'TNTIT', TR: 'TNT Kargo', else: 'TNT' }],
	[/^amazon ?shipping|^amazon ?logistics|^amzn\b|^amzl\b|^swa ?\b|^amazon$/, 'Amazon Shipping'],
	// Germany and Austria
	[/^hermes ?(einrichtung|2 ?mann)/, 'Hermes Einrichtungsservice'],
	[/^hermes ?(de|deutschland|germany|logistik)\b/, 'Hermes Logistik Gruppe'],
	[/^hermes ?corporate/, 'Hermes (Corporate)'],
	[/^evri\b|^my ?hermes|^hermes ?(world ?)?(uk|gb|c2c)\b|^parcel ?net\b/, 'Hermes UK'],
	[/^hermes/, HERMES],
	[/^(osterreichische|austrian) ?post|^post ?(at|austria)\b/, 'AT Post'],
	// United Kingdom
	[/^royal ?mail/, 'Royal Mail'],
	[/^parcel ?force/, 'Parcelforce'],
	[/^yodel/, 'Yodel'],
	[/^apc\b/, 'APC Overnight'],
	[/^uk ?mail/, 'UK MAIL'],
	// France
	[/^(la ?poste ?)?colissimo/, 'Colissimo'],
	[/^chrono ?post/, 'Chronopost'],
	[/^la ?poste|^lettre ?suivie/, 'La Poste'],
	[/^mondial ?relay/, 'Mondial Relay'],
	[/^colis ?prive/, 'Colis Prive'],
	// Italy
	[/^brt\b|^bartolini/, 'BRT'],
	[/^poste ?(italiane|it|delivery)\b|^poste$/, 'Poste Italiane'],
	[/^sda\b/, 'SDA'],
	[/^nexive/, 'Nexive'],
	// Netherlands, Belgium, Poland, the North
	[/^post ?nl/, 'PostNL'],
	[/^b ?post\b/, 'BPOST'],
	[/^in ?post/, 'InPost'],
	[/^poczta ?polska/, 'Polish Post'],
	[/^post ?nord/, 'PostNord'],
	// Overseas
	[/^canada ?post|^postes ?canada/, 'Canada Post'],
	[/^purolator/, 'PUROLATOR'],
	[/^on ?trac/, 'OnTrac'],
	[/^laser ?ship/, 'Lasership'],
	[/^aus ?post|^australia ?post|^my ?post ?business/, 'Australia Post'],
	[/^yamato|^kuroneko/, { JP: 'YAMATO', else: 'YamatoTransport' }],
	[/^sagawa/, { JP: 'SAGAWA', else: 'SagawaExpress' }],
	[/^estafeta/, 'Estafeta'],
];

/** "Spain Correos ES", "Spanish SEUR": aggregators put the country before the name. */
const COUNTRY_BEFORE = /^(spain|spanish|espana|italy|italian|italia|france|french|fr|germany|german|uk|es|it|de)\s+(?=\S)/;

/** `here`: in this country the name stands for another code than elsewhere. */
function presetOf(name: string, country: string | undefined): { readonly code: string; readonly here: boolean } | undefined {
	const plain = plainCarrierName(name);
	for (const candidate of [plain, plain.replace(COUNTRY_BEFORE, '')]) {
		const code = PRESETS.find(([pattern]) => pattern.test(candidate))?.[1];
		if (typeof code === 'string') return { code, here: false };
		const own = country === undefined ? undefined : code?.[country];
		if (code !== undefined) return { code: own ?? code.else, here: own !== undefined };
	}
	return undefined;
}

/** A name that is a code as well stands for itself, unless it means another carrier in this country. */
function codeOf(name: string, country: string | undefined): string | undefined {
	const preset = presetOf(name, country);
	if (preset?.here === true) return preset.code;
	const exact = exactly(name);
	if (exact !== undefined || preset?.code === OTHER) return exact;
	return preset?.code ?? spelt(name);
}

const exactly = (code: string | undefined): string | undefined => (code !== undefined && LISTED.has(code) ? code : undefined);
const spelt = (name: string | undefined): string | undefined => (name === undefined ? undefined : BY_SPELLING.get(squeezed(name)));

/** A carrier without a code goes by its name. */
const other = (name: string): ChannelCarrier => ({ code: OTHER, name, listed: false });

/** What the user wrote for it: a code of the list in any spelling, else the name that buyers read. */
function mapped(to: string): ChannelCarrier {
	const code = exactly(to) ?? spelt(to);
	return code === undefined ? other(to) : { code, listed: true };
}

export const carrierFor: ChannelShipments['carrierFor'] = ({ name, code }, marketplace, own) => {
	const country = findMarketplace(marketplace)?.country;
	const given = [code, name].flatMap((text) => (text === undefined || text.trim() === '' ? [] : [text.trim()]));
	const wishes = new Map([...own].map(([from, to]) => [squeezed(from), to.trim()]));
	for (const text of given) {
		const wish = wishes.get(squeezed(text));
		if (wish !== undefined && wish !== '') return mapped(wish);
	}
	for (const text of given) {
		const found = codeOf(text, country);
		if (found !== undefined) return { code: found, listed: true };
	}
	// People read the name, not the code.
	return other(given.find((text) => text === name?.trim()) ?? given[0] ?? OTHER);
};
