import { plainCarrierName } from '../../../domain/carrier-name';

/** How one carrier is spelt for people, and where its parcels are tracked. */
interface Carrier {
	readonly name: string;
	/** Matches Amazon's code, in capitals with `_` for everything that is neither letter nor digit. */
	readonly code: RegExp;
	/** The carrier's page, up to where the tracking number goes. */
	readonly page?: string;
}

/**
 * The first that matches counts. Codes are those of Amazon's lists; Amazon does not publish which of them
 * Multi-Channel Fulfillment uses, so they are recognised by what they begin with.
 */
const CARRIERS: readonly Carrier[] = [
	{ name: 'Amazon Logistics', code: /^(AMZN|AMZL|AMAZON|ATS($|_)|AMAUK)/ },
	{ name: 'USPS', code: /^(USPS|US_POSTAL)/, page: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=' },
	{ name: 'UPS', code: /^(UPS|UNITED_PARCEL)/, page: 'https://www.ups.com/track?tracknum=' },
	{ name: 'FedEx', code: /^FEDEX/, page: 'https://www.fedex.com/fedextrack/?trknbr=' },
	{ name: 'DHL eCommerce', code: /^(DHL_?(ECOMMERCE|GLOBAL_?MAIL|GM))/, page: 'https://webtrack.dhlglobalmail.com/?trackingnumber=' },
	{ name: 'DHL Express', code: /^DHL_?EXPRESS/, page: 'https://www.dhl.com/en/express/tracking.html?AWB=' },
	{ name: 'DHL', code: /^DHL/, page: 'https://www.dhl.de/en/privatkunden/pakete-empfangen/verfolgen.html?piececode=' },
	{ name: 'DPD UK', code: /^(DPD_?(UK|GB|LOCAL)|INTERLINK)/, page: 'https://track.dpd.co.uk/parcels/' },
	{ name: 'DPD', code: /^DPD/, page: 'https://tracking.dpd.de/status/en_US/parcel/' },
	{ name: 'GLS', code: /^GLS/, page: 'https://gls-group.com/EU/en/parcel-tracking?match=' },
	{ name: 'Evri', code: /^(EVRI|HERMES_?(UK|GB|CORPORATE)|MYHERMES|PARCELNET)/, page: 'https://www.evri.com/track/parcel/' },
	{ name: 'Hermes', code: /^HERMES/, page: 'https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#' },
	{ name: 'Royal Mail', code: /^(ROYAL_?MAIL|RM_|RML)/, page: 'https://www.royalmail.com/track-your-item#/tracking-results/' },
	{ name: 'Parcelforce', code: /^PARCEL_?FORCE/, page: 'https://www.parcelforce.com/track-trace?trackNumber=' },
	{ name: 'Yodel', code: /^YODEL/, page: 'https://www.yodel.co.uk/track/' },
	{ name: 'Deutsche Post', code: /^DEUTSCHE_?POST/, page: 'https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode=' },
	{ name: 'Canada Post', code: /^CANADA_?POST/, page: 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=' },
	{ name: 'Purolator', code: /^PUROLATOR/, page: 'https://www.purolator.com/en/shipping/tracker?pin=' },
	{ name: 'OnTrac', code: /^(ONTRAC|LASER_?SHIP)/, page: 'https://www.ontrac.com/tracking/?number=' },
	{ name: 'Australia Post', code: /^(AUSTRALIA|AUSSIE)_?POST/, page: 'https://auspost.com.au/mypost/track/#/details/' },
	{ name: 'Chronopost', code: /^CHRONOPOST/, page: 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=' },
	{ name: 'Colissimo', code: /^(COLISSIMO|COLIPOSTE|LA_POSTE)/, page: 'https://www.laposte.fr/outils/suivre-vos-envois?code=' },
	{ name: 'Correos Express', code: /^CORREOS_?EXPRESS/ },
	{ name: 'Correos', code: /^CORREOS/, page: 'https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number=' },
	{ name: 'Seur', code: /^SEUR/, page: 'https://www.seur.com/livetracking/?segOnlineIdentificador=' },
	{ name: 'BRT', code: /^(BRT|BARTOLINI)/ },
	{ name: 'Poste Italiane', code: /^POSTE_?ITALIANE/, page: 'https://www.poste.it/cerca/index.html#/risultati-spedizioni/' },
	{ name: 'SDA', code: /^SDA($|_)/ },
	{ name: 'PostNL', code: /^POST_?NL/ },
	{ name: 'PostNord', code: /^POST_?NORD/, page: 'https://tracking.postnord.com/en/tracking?id=' },
	{ name: 'bpost', code: /^BPOST/, page: 'https://track.bpost.cloud/btr/web/#/search?itemCode=' },
	{ name: 'InPost', code: /^INPOST/, page: 'https://inpost.pl/en/find-parcel?number=' },
	{ name: 'TNT', code: /^TNT/, page: 'https://www.tnt.com/express/en_us/site/shipping-tools/tracking.html?searchType=con&cons=' },
	{ name: 'Yamato Transport', code: /^YAMATO/ },
	{ name: 'Sagawa Express', code: /^SAGAWA/, page: 'https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=' },
	{
		name: 'Japan Post',
		code: /^(JAPAN_?POST|JP_EXPRESS)/,
		page: 'https://trackings.post.japanpost.jp/services/srv/search/direct?locale=en&reqCodeNo1=',
	},
];

const find = (code: string): Carrier | undefined => {
	const plain = plainCarrierName(code).toUpperCase().replaceAll(' ', '_');
	return CARRIERS.find((carrier) => carrier.code.test(plain));
};

/** The carrier as people know it; one that is not known keeps Amazon's spelling. */
export const carrierName = (code: string): string => find(code)?.name ?? code;

/** The carrier's own page for a number; undefined where none is known, and for Amazon itself. */
export function carrierPage(code: string, trackingNumber: string | undefined): string | undefined {
	const page = find(code)?.page;
	return page === undefined || trackingNumber === undefined ? undefined : page + encodeURIComponent(trackingNumber);
}

/**
 * Amazon's page without a login, for its own parcels and for all that it hands to others ("Link on swiship.com that
 * allows customers to track the package", PackageTrackingDetails.customerTrackingLink).
 */
export const amazonPage = (trackingNumber: string): string => `https://www.swiship.com/track?id=${encodeURIComponent(trackingNumber)}`;

/** Amazon's samples give links percent-encoded as a whole, with a line break at the end. */
export function readLink(link: string | undefined): string | undefined {
	if (link === undefined) return undefined;
	let plain = link.trim();
	try {
		if (/^https?%3A/i.test(plain)) plain = decodeURIComponent(plain).trim();
	} catch {
		return undefined;
	}
	return URL.canParse(plain) && /^https?:$/.test(new URL(plain).protocol) ? plain : undefined;
}
