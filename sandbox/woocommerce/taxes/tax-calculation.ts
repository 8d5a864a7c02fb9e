import type { TaxAmounts, TaxRate } from '../store/records';
import { phpRound, storedDecimals } from '../wordpress/rounding';

/** Taxes of an amount, per rate, to six decimals. Follows WC_Tax::calc_tax. */

function percent(rate: TaxRate): number {
	return Number(rate.rate) / 100;
}

function rounded(taxes: ReadonlyMap<number, number>): TaxAmounts {
	return [...taxes].map(([id, amount]) => [id, phpRound(amount, storedDecimals)] as const);
}

export function sumOf(taxes: TaxAmounts): number {
	return taxes.reduce((sum, [, amount]) => sum + amount, 0);
}

/** On a net amount: compound rates come on top of the others and of each other. */
export function exclusiveTaxes(net: number, rates: readonly TaxRate[]): TaxAmounts {
	const taxes = new Map<number, number>();
	for (const rate of rates) if (!rate.compound) taxes.set(rate.id, net * percent(rate));
	const soFar = (): number => [...taxes.values()].reduce((sum, amount) => sum + amount, 0);
	for (const rate of rates) if (rate.compound) taxes.set(rate.id, (net + soFar()) * percent(rate));
	return rounded(taxes);
}

/** Contained in a gross amount: compound rates are taken out first, the last one before the others. */
export function inclusiveTaxes(gross: number, rates: readonly TaxRate[]): TaxAmounts {
	const taxes = new Map<number, number>(rates.map((rate) => [rate.id, 0]));
	let withoutCompound = gross;
	for (const rate of rates.filter((candidate) => candidate.compound).reverse()) {
		const tax = withoutCompound - withoutCompound / (1 + percent(rate));
		taxes.set(rate.id, tax);
		withoutCompound -= tax;
	}
	const regular = rates.filter((rate) => !rate.compound);
	const together = 1 + regular.reduce((sum, rate) => sum + percent(rate), 0);
	for (const rate of regular) taxes.set(rate.id, (percent(rate) / together) * withoutCompound);
	return rounded(taxes);
}

/** Adds taxes of the same rate together. */
export function mergedTaxes(left: TaxAmounts, right: TaxAmounts): TaxAmounts {
	const sums = new Map(left);
	for (const [id, amount] of right) sums.set(id, (sums.get(id) ?? 0) + amount);
	return [...sums];
}
