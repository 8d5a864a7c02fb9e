import { slugOf } from '../wordpress/php-values';

/** A few of the plugin's predefined providers by country; `%1$s` is the number, `%2$s` the postcode. */
export const trackingProviders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	Germany: {
		'DHL Intraship (DE)': 'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?lang=de&idc=%1$s&rfn=&extendedSearch=true',
		Hermes: 'https://www.myhermes.de/empfangen/sendungsverfolgung/?suche=%1$s',
		'UPS Germany':
			'https://wwwapps.ups.com/WebTracking?sort_by=status&tracknums_displayed=1&TypeOfInquiryNumber=T&loc=de_DE&InquiryNumber1=%1$s',
		'DPD.de': 'https://tracking.dpd.de/parcelstatus?query=%1$s&locale=en_DE',
	},
	'United Kingdom': {
		'Royal Mail': 'https://www3.royalmail.com/track-your-item#/tracking-results/%1$s',
		DHL: 'https://www.dhl.com/content/g0/en/express/tracking.shtml?AWB=%1$s',
	},
	'United States': {
		FedEx: 'https://www.fedex.com/apps/fedextrack/?action=track&tracknumbers=%1$s',
		UPS: 'https://www.ups.com/track?loc=en_US&tracknum=%1$s',
		USPS: 'https://tools.usps.com/go/TrackConfirmAction_input?qtc_tLabels1=%1$s',
	},
};

/** Whatever link the request gave: a predefined provider has its own, and an unknown one has none. */
export function predefinedLink(provider: string, number: string, postcode: string): string {
	for (const links of Object.values(trackingProviders)) {
		for (const [name, link] of Object.entries(links)) {
			if (slugOf(name) === slugOf(provider))
				return link.replace('%1$s', encodeURIComponent(number)).replace('%2$s', encodeURIComponent(postcode));
		}
	}
	return '';
}
