import { accountKey, type Account } from '../../domain/account';
import type { SubscriptionId } from '../../domain/ids';
import { iso, type IsoTime } from '../../domain/time';
import type { WebhookRow } from '../../ports/database';
import type { StoreWebhooks } from '../../ports/store-orders';
import { inTurn } from '../once';
import type { TriggerDeps } from './deps';

export interface WebhookDeps extends TriggerDeps {
	readonly webhooks: StoreWebhooks;
}

/** What the person who built the workflow has to know about its webhook. */
export type WebhookNotice =
	| { readonly kind: 'refused'; readonly why: string }
	/** Registered, and the store's first call did not come. */
	| { readonly kind: 'silent' }
	/** The store had switched it off, somebody had deleted it, or its owner may no longer see orders; it is on again. */
	| { readonly kind: 'mended'; readonly at: IsoTime };

/** The store calls an address as soon as its hook is made. */
const FIRST_CALL_MS = 30_000;
const CHECK_EACH_MS = 2 * 60_000;
const TOLD_FOR_MS = 24 * 60 * 60_000;
const RENEWED_EACH_MS = 60 * 60_000;
const LEASE_MS = 2 * 60_000;
const WAIT_MS = 60_000;
const LOOK_MS = 200;
/** A call is noted once in so long. */
const HEARD_EACH_MS = 60 * 60_000;

const known = async ({ database }: Pick<TriggerDeps, 'database'>, account: Account, subscription: SubscriptionId): Promise<WebhookRow> =>
	(await database.webhooks.get(subscription, accountKey(account))) ?? { subscription, account: accountKey(account) };

/**
 * n8n polls and registers at the same time when a workflow is published: two that look for hooks and find none would make
 * them twice. Undefined when it is not our turn within `waitMs`.
 */
const inCareOf = async <T>(
	deps: WebhookDeps,
	subscription: SubscriptionId,
	waitMs: number,
	work: () => Promise<T>,
): Promise<T | undefined> => {
	const turn = { account: accountKey(deps.webhooks.account), about: 'webhook', which: subscription } as const;
	return await inTurn(deps, turn, { leaseMs: LEASE_MS, waitMs, lookMs: LOOK_MS }, work);
};

/** Makes the store call this address, and keeps it for the polls, which do not know it. Idempotent. */
export async function registerWebhook(
	deps: WebhookDeps,
	subscription: SubscriptionId,
	deliveryUrl: string,
): Promise<WebhookNotice | undefined> {
	return await inCareOf(deps, subscription, WAIT_MS, async () => {
		// The store calls before its answer comes; that call finds the address noted.
		const before = await known(deps, deps.webhooks.account, subscription);
		const { account } = before;
		if (before.deliveryUrl !== deliveryUrl) await deps.database.webhooks.put({ subscription, account, deliveryUrl });
		return await ensure(deps, subscription, deliveryUrl);
	});
}

/** Looks after the webhook now and then: one that the store switched off or lost is made good. */
export async function repairWebhook(deps: WebhookDeps, subscription: SubscriptionId): Promise<WebhookNotice | undefined> {
	const { database, webhooks } = deps;
	const due = async (): Promise<WebhookRow | undefined> => {
		const row = await known(deps, webhooks.account, subscription);
		return database.now() - Date.parse(row.checkedAt ?? iso(0)) < CHECK_EACH_MS ? undefined : row;
	};
	const row = await due();
	if (row?.deliveryUrl === undefined) return undefined;
	// As a rule all is well, and nobody is held up.
	if (await webhooks.stands(row.deliveryUrl)) {
		const checkedAt = iso(database.now());
		await database.webhooks.checked(subscription, row.account, row.deliveryUrl, checkedAt);
		const { refusal: _refusal, ...well } = row;
		return noticeOf({ ...well, checkedAt }, database.now());
	}
	return await inCareOf(deps, subscription, 0, async () => {
		const deliveryUrl = (await due())?.deliveryUrl;
		return deliveryUrl === undefined ? undefined : await ensure(deps, subscription, deliveryUrl);
	});
}

/** Of a store that calls nobody of itself the first call is not waited for. */
const heardOf = ({ greets }: StoreWebhooks, at: IsoTime): Pick<WebhookRow, 'heardAt'> => (greets === false ? { heardAt: at } : {});

async function ensure(deps: WebhookDeps, subscription: SubscriptionId, deliveryUrl: string): Promise<WebhookNotice | undefined> {
	const { database, webhooks } = deps;
	const began = iso(database.now());
	const states = await webhooks.ensure(deliveryUrl);
	const { refusal: _refusal, ...row } = await known(deps, webhooks.account, subscription);
	const refused = states.find((state) => state.kind === 'unreachableAddress');
	const created = states.some(({ kind }) => kind === 'created');
	const mended = states.some(({ kind }) => kind === 'reactivated') || (created && row.createdAt !== undefined);
	const after: WebhookRow = {
		...row,
		checkedAt: iso(database.now()),
		...(refused === undefined ? {} : { refusal: refused.why }),
		...(created ? { createdAt: began, ...heardOf(webhooks, began) } : {}),
		...(mended ? { mendedAt: began } : {}),
	};
	await database.webhooks.put(after);
	return noticeOf(after, database.now());
}

/**
 * The store called, and its hook may not say which order changed: the user who made it lost that right, or is gone. It is
 * made anew for the key of today, once in a while: one that may see no orders either would be made for each call.
 */
export async function renewWebhook(deps: WebhookDeps, subscription: SubscriptionId, hookId: string): Promise<WebhookNotice | undefined> {
	return await inCareOf(deps, subscription, WAIT_MS, async () => {
		const { database, webhooks } = deps;
		const before = await known(deps, webhooks.account, subscription);
		const began = iso(database.now());
		if (before.deliveryUrl === undefined) return undefined;
		if (database.now() - Date.parse(before.mendedAt ?? iso(0)) < RENEWED_EACH_MS) return undefined;
		const renewed = await webhooks.renew(before.deliveryUrl, hookId);
		if (renewed.length === 0) return undefined;
		const made = { createdAt: began, mendedAt: began, ...heardOf(webhooks, began) };
		const after: WebhookRow = { ...(await known(deps, webhooks.account, subscription)), ...made };
		await database.webhooks.put(after);
		return noticeOf(after, database.now());
	});
}

/** Removes the hooks of this address, or of the one that is noted. */
export async function forgetWebhook(deps: WebhookDeps, subscription: SubscriptionId, deliveryUrl?: string): Promise<void> {
	if (deliveryUrl === undefined && (await known(deps, deps.webhooks.account, subscription)).deliveryUrl === undefined) return;
	await inCareOf(deps, subscription, WAIT_MS, async () => {
		const row = await known(deps, deps.webhooks.account, subscription);
		const addresses = new Set([row.deliveryUrl, deliveryUrl].filter((one) => one !== undefined));
		for (const address of addresses) await deps.webhooks.remove(address);
		if (addresses.size > 0) await deps.database.webhooks.put({ subscription, account: row.account });
	});
}

/** The store reached us. */
export async function noteCall(deps: WebhookDeps, subscription: SubscriptionId): Promise<void> {
	const row = await known(deps, deps.webhooks.account, subscription);
	const now = deps.database.now();
	const { heardAt } = row;
	if (heardAt !== undefined && heardAt >= (row.createdAt ?? '') && now - Date.parse(heardAt) < HEARD_EACH_MS) return;
	await deps.database.webhooks.put({ ...row, heardAt: iso(now) });
}

/** What is to be said now; undefined when all is well. */
export async function webhookNotice(
	deps: Pick<TriggerDeps, 'database'>,
	account: Account,
	subscription: SubscriptionId,
): Promise<WebhookNotice | undefined> {
	return noticeOf(await known(deps, account, subscription), deps.database.now());
}

function noticeOf({ deliveryUrl, refusal, createdAt, heardAt, mendedAt }: WebhookRow, now: number): WebhookNotice | undefined {
	if (deliveryUrl === undefined) return undefined;
	if (refusal !== undefined) return { kind: 'refused', why: refusal };
	if (createdAt !== undefined && (heardAt ?? '') < createdAt && now - Date.parse(createdAt) > FIRST_CALL_MS) return { kind: 'silent' };
	return mendedAt !== undefined && now - Date.parse(mendedAt) < TOLD_FOR_MS ? { kind: 'mended', at: mendedAt } : undefined;
}
