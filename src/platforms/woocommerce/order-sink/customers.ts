import { createHash, randomBytes } from 'node:crypto';
import { PlatformError } from '../../../domain/platform-error';
import type { CustomerWish } from '../../../ports/order-sink';
import type { AccountMemory } from '../account-memory';
import { wireAddresses } from './from-address';
import type { WooCommerceClient } from '../client';
import { ORDER_META } from '../constants';
import { probe } from '../probe';
import { regionsFor, type Regions } from '../regions';
import { isOfRecord } from '../whose-failure';
import { readBatch } from '../wire/batch';
import { madeCustomer, readCustomers } from '../wire/customer';

/**
 * The address a customer is known by in the store. WooCommerce mails a customer at his account's address: when the
 * account is made, and for every order that has none of its own. `.invalid` never reaches anybody (RFC 2606, 2), and
 * the hash finds the same customer again. See docs/adr/customers-without-mail.md.
 */
export const standInEmail = (relayAddress: string): string =>
	`amazon-${createHash('sha256').update(relayAddress.trim().toLowerCase()).digest('hex').slice(0, 24)}@buyer.invalid`;

/** Whether an account has such an address: then we made it. */
export const isStandIn = (email: string): boolean => /^amazon-[\da-f]{24}@buyer\.invalid$/i.test(email.trim());

function customerBody({ email, order }: CustomerWish, regions: Regions): Readonly<Record<string, unknown>> {
	const standIn = standInEmail(email);
	const { billing, shipping } = wireAddresses(order, regions);
	return {
		email: standIn,
		// Without one the store makes it from the name.
		username: standIn.slice(0, standIn.indexOf('@')),
		// Without one the store sends it by mail; nobody logs in with it.
		password: randomBytes(24).toString('base64url'),
		first_name: billing.first_name,
		last_name: billing.last_name,
		billing,
		shipping,
		meta_data: order.personalData ? [{ key: ORDER_META.buyerEmail, value: email }] : [],
	};
}

async function findByStandIn(client: WooCommerceClient, email: string): Promise<string | undefined> {
	const answer = await client.get('customers', { email: standInEmail(email), role: 'all', _fields: 'id,email' });
	const known = client.read('customers', () => readCustomers(answer.body)).find((customer) => customer.email === standInEmail(email));
	return known === undefined ? undefined : String(known.id);
}

/** One that the store breaks at is found by nobody: its orders stay guest orders. */
async function findIfReadable(client: WooCommerceClient, email: string): Promise<string | undefined> {
	try {
		return await findByStandIn(client, email);
	} catch (error) {
		if (await isOfRecord(error, probe(client))) return undefined;
		throw error;
	}
}

/** One batch; what it did not make is looked up, whatever the reason: the address makes that safe to repeat. */
async function ensureBatch(
	client: WooCommerceClient,
	memory: AccountMemory,
	wishes: readonly CustomerWish[],
	found: Map<string, string>,
): Promise<void> {
	const regions = await regionsFor(
		client,
		memory,
		wishes.flatMap(({ order }) => [order.billing, order.shipping]),
	);
	const began = client.clock.now();
	let elements: readonly unknown[] = [];
	try {
		const { body } = await client.post('customers/batch', { create: wishes.map((wish) => customerBody(wish, regions)) });
		elements = readBatch(body).create;
		memory.measured('customers', wishes.length, client.clock.now() - began);
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
		memory.measured('customers', 1, Number.MAX_SAFE_INTEGER);
	}
	for (const [index, { email }] of wishes.entries()) {
		const known = madeCustomer(elements[index]) ?? (await findIfReadable(client, email));
		if (known !== undefined) found.set(email, known);
	}
}

/** Customer ids by relay address. What the store refuses is left out; those orders stay guest orders. */
export async function ensureCustomers(
	client: WooCommerceClient,
	memory: AccountMemory,
	wishes: readonly CustomerWish[],
): Promise<ReadonlyMap<string, string>> {
	const found = new Map<string, string>();
	const unique = [...new Map(wishes.map((wish) => [wish.email, wish])).values()];
	while (unique.length > 0) {
		await ensureBatch(client, memory, unique.splice(0, memory.batchSize('customers')), found);
	}
	return found;
}
