import { compare, format, money } from '../../domain/money';
import type { Address, Order } from '../../domain/order';
import type { Phrase } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { StoreOrder, StoreOrderSource } from '../../ports/store-orders';
import { ofShop } from './shop-fault';

/** Which orders a person looks at before they are sent; none by default. */
export interface ApprovalRules {
	/** Orders of more than this, in their own currency. */
	readonly totalAbove?: string;
	/** ISO codes of countries that are delivered to. */
	readonly countries: readonly string[];
	/** Of a customer who has paid no other order. */
	readonly firstOrder: boolean;
	/** Billing and delivery address have another name or country. */
	readonly addressesDiffer: boolean;
	/** Of a registered customer, with another mail address than that of the account. */
	readonly emailDiffers: boolean;
}

/** Which of the merchant's rules the order meets, in words without personal data. */
export async function rulesMet(
	{ totalAbove, countries, firstOrder, addressesDiffer, emailDiffers }: ApprovalRules,
	{ order }: StoreOrder,
	source: StoreOrderSource,
): Promise<readonly Phrase[]> {
	const { totals, currency, billing, shipping } = order;
	const total = totals.grand ?? totals.computed;
	const country = shipping?.country?.toUpperCase();
	return [
		...(totalAbove !== undefined && compare(total, money(totalAbove, currency)) > 0 ? [say('ruleTotal', { total: format(total) })] : []),
		...(country !== undefined && countries.includes(country) ? [say('ruleCountry', { country })] : []),
		...(addressesDiffer && differ(billing, shipping) ? [say('ruleAddresses')] : []),
		...(emailDiffers && (await hasOtherEmail(order, source)) ? [say('ruleEmail')] : []),
		...(firstOrder && (await ofShop(async () => await source.paidBefore?.(order))) !== true ? [say('ruleFirst')] : []),
	];
}

const plain = (text = ''): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** Guests have no account that could say otherwise. */
async function hasOtherEmail({ customer }: Order, source: StoreOrderSource): Promise<boolean> {
	const { id, registered, email } = customer ?? {};
	if (registered !== true || id === undefined) return false;
	const known = await ofShop(async () => await source.emailOf?.(id));
	return known !== undefined && plain(known) !== plain(email);
}

function differ(billing: Address | undefined, shipping: Address | undefined): boolean {
	return plain(billing?.country) !== plain(shipping?.country) || plain(billing?.name) !== plain(shipping?.name);
}
