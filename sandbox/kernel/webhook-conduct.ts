import { ControlError } from './contract';
import type { ControlFields } from './control-fields';

/** How deliveries behave; changed at any time by the control action `setWebhooks`. Rates are chances between 0 and 1. */
export interface DeliveryConduct {
	/** False: an address is refused where the platform refuses it. n8n is on loopback: true by default. */
	readonly allowLocal: boolean;
	/** From the event to its delivery, ms of the sandbox's clock. */
	readonly delayMs: number;
	/** Nothing is delivered until this is false again. */
	readonly paused: boolean;
	/** Never sent, and counted nowhere. */
	readonly lossRate: number;
	/** Sent twice. */
	readonly doubleRate: number;
	/** Built in time and sent `reorderMs` later, when newer deliveries have gone past it. */
	readonly reorderRate: number;
	readonly reorderMs: number;
	/** How long an answer is waited for, ms of real time. */
	readonly timeoutMs: number;
}

/** Of a platform that waits so long for an answer. */
export const promptConduct = (timeoutMs: number): DeliveryConduct => ({
	allowLocal: true,
	delayMs: 5,
	paused: false,
	lossRate: 0,
	doubleRate: 0,
	reorderRate: 0,
	reorderMs: 250,
	timeoutMs,
});

/** What the action `setWebhooks` was given. Only fields of the right kind are taken; a misspelt one is told. */
export function conductChange<Conduct extends DeliveryConduct>(fields: ControlFields, known: Conduct): Partial<Conduct> {
	const wrong = Object.entries(fields).filter(([name, value]) => typeof value !== typeof known[name as keyof Conduct]);
	if (wrong.length === 0) return fields as Partial<Conduct>;
	throw new ControlError(`not understood: ${wrong.map(([name]) => name).join(', ')}; there are ${Object.keys(known).join(', ')}`);
}
