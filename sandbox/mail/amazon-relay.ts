/** Addresses under which Amazon forwards mail to its buyers; a seller's systems must not write to them unasked. */
const relay = /@marketplace\.amazon\.[a-z.]+$/i;

export function isAmazonRelay(address: string): boolean {
	return relay.test(address);
}
