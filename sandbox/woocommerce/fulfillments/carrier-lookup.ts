/** The providers whose numbers the lookup of fulfillments knows here; the real list holds some seventy. */
const providers: readonly { readonly key: string; readonly pattern: RegExp; readonly url: (number: string) => string }[] = [
	{ key: 'ups', pattern: /^1Z[A-Z0-9]{16}$/, url: (number) => `https://www.ups.com/track?loc=en_US&tracknum=${number}` },
	{
		key: 'amazon-logistics',
		pattern: /^TB[ACM]\d{12}$/,
		url: (number) => `https://www.amazon.com/progress-tracker/package/ref=ppx_yo_dt_b_track_package_o0?_=${number}`,
	},
];

/** A number that nobody knows is answered with an empty list. */
export function lookUpTracking(given: string): Record<string, string> | readonly [] {
	const number = given.toUpperCase().replace(/[^A-Z0-9]/g, '');
	const provider = providers.find(({ pattern }) => pattern.test(number));
	return provider === undefined ? [] : { tracking_number: number, shipping_provider: provider.key, tracking_url: provider.url(number) };
}
