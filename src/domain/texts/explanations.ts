import { CONFIRMING_REASONS } from './english/confirming-reasons';
import { CANCELLING_REASONS } from './english/cancelling-reasons';
import { LINKING_REASONS } from './english/linking-reasons';
import { LOG_REASONS } from './english/log-reasons';
import { PRIVACY_REASONS } from './english/privacy-reasons';
import { WATCH_REASONS } from './english/watch-reasons';
import { PRODUCT_REASONS } from './english/product-reasons';
import { READING_REASONS } from './english/reading-reasons';
import { SAVING_REASONS } from './english/saving-reasons';
import { SHIPPING_REASONS } from './english/shipping-reasons';
import { STOCK_REASONS } from './english/stock-reasons';
import type { Explained } from './explained';
import type { Language } from './language';
import { SPANISH_CONFIRMING_REASONS } from './spanish/confirming-reasons';
import { SPANISH_CANCELLING_REASONS } from './spanish/cancelling-reasons';
import { SPANISH_LINKING_REASONS } from './spanish/linking-reasons';
import { SPANISH_LOG_REASONS } from './spanish/log-reasons';
import { SPANISH_PRIVACY_REASONS } from './spanish/privacy-reasons';
import { SPANISH_WATCH_REASONS } from './spanish/watch-reasons';
import { SPANISH_PRODUCT_REASONS } from './spanish/product-reasons';
import { SPANISH_READING_REASONS } from './spanish/reading-reasons';
import { SPANISH_SAVING_REASONS } from './spanish/saving-reasons';
import { SPANISH_SHIPPING_REASONS } from './spanish/shipping-reasons';
import { SPANISH_STOCK_REASONS } from './spanish/stock-reasons';

const ENGLISH = {
	...CONFIRMING_REASONS,
	...CANCELLING_REASONS,
	...LINKING_REASONS,
	...LOG_REASONS,
	...PRIVACY_REASONS,
	...WATCH_REASONS,
	...PRODUCT_REASONS,
	...READING_REASONS,
	...SAVING_REASONS,
	...SHIPPING_REASONS,
	...STOCK_REASONS,
} as const satisfies Readonly<Record<string, Explained>>;

export type ReasonCode = keyof typeof ENGLISH;

/** The reasons, in each language. */
export const EXPLAINED: Readonly<Record<Language, Readonly<Record<ReasonCode, Explained>>>> = {
	en: ENGLISH,
	es: {
		...SPANISH_CONFIRMING_REASONS,
		...SPANISH_CANCELLING_REASONS,
		...SPANISH_LINKING_REASONS,
		...SPANISH_LOG_REASONS,
		...SPANISH_PRIVACY_REASONS,
		...SPANISH_WATCH_REASONS,
		...SPANISH_PRODUCT_REASONS,
		...SPANISH_READING_REASONS,
		...SPANISH_SAVING_REASONS,
		...SPANISH_SHIPPING_REASONS,
		...SPANISH_STOCK_REASONS,
	},
};
