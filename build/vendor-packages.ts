/**
 * Packages that become a chunk of their own and are loaded on first use, so that a workflow that never talks to
 * Amazon never pays for Amazon's SDK. In `src` they are imported with `await import('<name>')` only.
 */
export const vendorPackages: readonly string[] = ['amazon-sp-api', '@woocommerce/woocommerce-rest-api', 'pg'];

/** File of a vendor package, relative to dist/. */
export function vendorFile(name: string): string {
	return `vendor/${name.split('/').at(-1) ?? name}.js`;
}
