import { plainCarrierName } from '../../../domain/carrier-name';

/** Slugs of the carriers WooCommerce knows, by how sources name them (https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/src/Admin/Features/Fulfillments/ShippingProviders.php). */
const SLUGS: readonly (readonly [RegExp, string])[] = [
	[/^(amazon|amzn|amzl)/, 'amazon-logistics'],
	[/^dhl/, 'dhl'],
	[/^dpd/, 'dpd'],
	[/^gls/, 'gls'],
	[/^(hermes|evri)/, 'evri-hermes'],
	[/^ups/, 'ups'],
	[/^usps|^united states postal/, 'usps'],
	[/^fed ?ex/, 'fedex'],
	[/^deutsche post/, 'deutsche-post'],
	[/^royal mail/, 'royal-mail'],
	[/^parcel ?force/, 'parcelforce'],
	[/^(colissimo|la poste)/, 'la-poste-colissimo'],
	[/^chronopost/, 'chronopost'],
	[/^correos/, 'correos'],
	[/^seur/, 'seur'],
	[/^mrw/, 'mrw'],
	[/^ctt/, 'ctt'],
	[/^(brt|bartolini)/, 'bartolini-brt'],
	[/^poste italiane/, 'poste-italiane'],
	[/^sda/, 'sda'],
	[/^post ?nl/, 'postnl'],
	[/^post ?nord/, 'postnord'],
	[/^b ?post/, 'bpost'],
	[/^in ?post/, 'inpost'],
	[/^poczta polska/, 'poczta-polska'],
	[/^mondial relay/, 'mondial-relay'],
	[/^canada post/, 'canada-post'],
	[/^purolator/, 'purolator'],
	[/^australia post/, 'australia-post'],
	[/^(ontrac|lasership)/, 'lasership-ontrac'],
];

/** The store's slug of a carrier; undefined for one that it does not know. */
export function carrierSlug(...names: readonly (string | undefined)[]): string | undefined {
	for (const name of names) {
		const plain = plainCarrierName(name ?? '');
		const known = SLUGS.find(([pattern]) => pattern.test(plain));
		if (known !== undefined) return known[1];
	}
	return undefined;
}
