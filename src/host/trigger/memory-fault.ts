import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';
import type { SubscriptionId } from '../../domain/ids';
import type { Database } from '../../ports/database';
import { systemClock } from '../clock';
import { toNodeError } from '../node-errors';
import { openDatabase } from '../open-database';
import { subscriptionOf } from './trigger';

/** A fault that lasts is told again after so long: each time is a failed execution, and as a rule a mail. */
const AGAIN_MS = 60 * 60_000;

interface Told {
	readonly message: string;
	readonly at: number;
}

const told = new Map<SubscriptionId, Told>();

/** Webhook addresses of triggers that were published without a memory; n8n tells them when it publishes alone. */
const unregistered = new Map<SubscriptionId, string>();

/**
 * The memory of a published trigger; undefined where there is none, which is told as a failed execution. It is not thrown:
 * n8n answers that publishing went well, drops a trigger whose first poll throws, and writes why into its log alone. So the
 * workflow stays published, people see what is to be done, and its polls go on once that is done.
 */
export async function memoryOfPoll(context: IPollFunctions): Promise<Database | undefined> {
	const subscription = subscriptionOf(context);
	try {
		const database = await openDatabase(context);
		told.delete(subscription);
		return database;
	} catch (error) {
		const fault = toNodeError(context.getNode(), error);
		const before = told.get(subscription);
		const now = systemClock.now();
		if (before?.message === fault.message && Math.abs(now - before.at) < AGAIN_MS) {
			context.logger.warn(`Storebridge: still without its memory: ${fault.message}`);
		} else {
			told.set(subscription, { message: fault.message, at: now });
			context.__emitError(fault);
		}
		return undefined;
	}
}

/**
 * The memory for making a published trigger's webhook; undefined where there is none: its poll tells that, and makes the
 * webhook once there is one.
 */
export async function memoryOfWebhook(context: IHookFunctions, address: string): Promise<Database | undefined> {
	try {
		return await openDatabase(context);
	} catch (error) {
		if (context.getMode() === 'manual') throw error;
		unregistered.set(subscriptionOf(context), address);
		return undefined;
	}
}

/** The webhook address that waits for a memory, until it is registered there. */
export const unregisteredAddress = (subscription: SubscriptionId): string | undefined => unregistered.get(subscription);

export function noteRegistered(subscription: SubscriptionId): void {
	unregistered.delete(subscription);
}
