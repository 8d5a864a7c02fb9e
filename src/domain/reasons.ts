import { SAVING_REASONS } from './saving-reasons';
import { SHIPPING_REASONS } from './shipping-reasons';

/**
 * Why an order needs a person or waits. The same code stands on the canvas, in the log, in the order note and in the
 * mail. `title` is what happened, `advice` what to do; both without names, addresses, e-mails. They are right for an order
 * of any platform in any store; a platform that knows better what to do says so in its own words.
 */
export const REASONS = { ...SAVING_REASONS, ...SHIPPING_REASONS } as const satisfies Record<
	string,
	{ readonly title: string; readonly advice: string }
>;

export type ReasonCode = keyof typeof REASONS;

/** Reasons that pass without a person: the sale stays `pending` and is tried again when due. */
export const PASSING_REASONS: readonly ReasonCode[] = [
	'storeUnreachable',
	'outcomeUnknown',
	'inProgress',
	'staleData',
	'markUnreadable',
	'closedInStore',
	'amazonUnreachable',
	'mcfOutcomeUnknown',
	'mcfNotReady',
];

/** Why a node could not work at all: over as soon as it works. */
export const NODE_FAULTS: readonly ReasonCode[] = ['credential', 'setup', 'contract'];

export interface Reason {
	readonly code: ReasonCode;
	/** What happened to which order: order number, SKUs, amounts; nothing personal. */
	readonly text: string;
	/** What to do. */
	readonly advice: string;
}

/** `Order 902-1: No product of the store has this SKU (SKU "TEE-1")`. */
export const reason = (code: ReasonCode, orderNumber: string, detail?: string): Reason => reasonOf(code, `Order ${orderNumber}`, detail);

/** As `reason`, of something that is no order: `Listing "TEE-1"`, `Item 3`. */
export function reasonOf(code: ReasonCode, subject: string, detail?: string): Reason {
	const { title, advice } = REASONS[code];
	return { code, text: `${subject}: ${title}${detail === undefined ? '' : ` (${detail})`}`, advice };
}
