/** One tax rate of the demo store, in per cent. */
export interface CatalogTaxRate {
	readonly country: string;
	readonly rate: string;
	readonly name: string;
	/** 'standard' or the slug of a tax class. */
	readonly class: string;
}

/** A shop in Germany that sells with VAT included into four countries, as most sellers of the demo's account would. */
export const catalogTaxRates: readonly CatalogTaxRate[] = [
	{ country: 'DE', rate: '19.0000', name: 'MwSt.', class: 'standard' },
	{ country: 'DE', rate: '7.0000', name: 'MwSt.', class: 'reduced-rate' },
	{ country: 'FR', rate: '20.0000', name: 'TVA', class: 'standard' },
	{ country: 'FR', rate: '5.5000', name: 'TVA', class: 'reduced-rate' },
	{ country: 'IT', rate: '22.0000', name: 'IVA', class: 'standard' },
	{ country: 'IT', rate: '10.0000', name: 'IVA', class: 'reduced-rate' },
	{ country: 'ES', rate: '21.0000', name: 'IVA', class: 'standard' },
	{ country: 'ES', rate: '10.0000', name: 'IVA', class: 'reduced-rate' },
];
