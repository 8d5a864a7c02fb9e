import { accountKey } from '../../domain/account';
import type { IsoTime } from '../../domain/time';
import type { Clock } from '../../ports/clock';
import type { Database, Owner } from '../../ports/database';
import type { StoreWebhooks } from '../../ports/store-orders';
import { hookIdOf } from './collect-store-orders';
import { iso } from './deps';

export interface WebhookDeps {
	readonly webhooks: StoreWebhooks;
	readonly database: Pick<Database, 'streams'>;
	readonly clock: Clock;
	readonly owner: Owner;
}

/** What the person who built the workflow has to know about its webhook. */
export type WebhookNotice =
	| { readonly kind: 'refused'; readonly why: string }
	/** Registered, and the store's first call did not come. */
	| { readonly kind: 'silent' }
	/** The store had switched it off, or somebody had deleted it; it is on again. */
	| { readonly kind: 'mended'; readonly at: IsoTime };

/** The store calls an address as soon as its hook is made. */
const FIRST_CALL_MS = 30_000;
const CHECK_EACH_MS = 2 * 60_000;
const TOLD_FOR_MS = 24 * 60 * 60_000;
const LEASE_MS = 2 * 60_000;
const WAIT_MS = 60_000;
/** A call is noted once in so long. */
const HEARD_EACH_MS = 60 * 60_000;

/** Written by us alone. */
interface Note {
	readonly deliveryUrl?: string;
	readonly checkedAt?: IsoTime;
	readonly createdAt?: IsoTime;
	readonly heardAt?: IsoTime;
	readonly mendedAt?: IsoTime;
	/** Why the store will never call the address. */
	readonly why?: string;
}

async function readNote({ webhooks, database }: WebhookDeps, subscription: string): Promise<Note> {
	const all = await database.streams.subscriptions(accountKey(webhooks.account));
	const row = all.find(({ id }) => id === hookIdOf(subscription));
	return row === undefined ? {} : (JSON.parse(row.settings) as Note);
}

async function writeNote({ webhooks, database, clock }: WebhookDeps, subscription: string, note: Note): Promise<void> {
	const now = iso(clock.now());
	await database.streams.subscribe(
		{ id: hookIdOf(subscription), account: accountKey(webhooks.account), settings: JSON.stringify(note), startsAt: now, lastPolledAt: now },
		now,
	);
}

/**
 * n8n polls and registers at the same time when a workflow is published: two that look for hooks and find none would make
 * them twice. Undefined when it is not our turn within `waitMs`.
 */
async function inTurn<T>(
	{ webhooks, database, clock, owner }: WebhookDeps,
	subscription: string,
	waitMs: number,
	work: () => Promise<T>,
): Promise<T | undefined> {
	const account = accountKey(webhooks.account);
	const stream = hookIdOf(subscription);
	const end = clock.now() + waitMs;
	while ((await database.streams.take(account, stream, owner, LEASE_MS, clock.now())) === undefined) {
		if (clock.now() >= end) return undefined;
		await clock.sleep(200);
	}
	try {
		return await work();
	} finally {
		await database.streams.release(account, stream, owner);
	}
}

/** Makes the store call this address, and keeps it for the polls, which do not know it. Idempotent. */
export async function registerWebhook(deps: WebhookDeps, subscription: string, deliveryUrl: string): Promise<WebhookNotice | undefined> {
	return await inTurn(deps, subscription, WAIT_MS, async () => {
		// The store calls before its answer comes; that call finds the address noted.
		const before = await readNote(deps, subscription);
		await writeNote(deps, subscription, before.deliveryUrl === deliveryUrl ? before : { deliveryUrl });
		return await ensure(deps, subscription, deliveryUrl);
	});
}

/** Looks after the webhook now and then: one that the store switched off or lost is made good. */
export async function repairWebhook(deps: WebhookDeps, subscription: string): Promise<WebhookNotice | undefined> {
	return await inTurn(deps, subscription, 0, async () => {
		const note = await readNote(deps, subscription);
		if (note.deliveryUrl === undefined) return undefined;
		if (deps.clock.now() - Date.parse(note.checkedAt ?? iso(0)) < CHECK_EACH_MS) return undefined;
		return await ensure(deps, subscription, note.deliveryUrl);
	});
}

async function ensure(deps: WebhookDeps, subscription: string, deliveryUrl: string): Promise<WebhookNotice | undefined> {
	const began = iso(deps.clock.now());
	const states = await deps.webhooks.ensure(deliveryUrl);
	const { why: _why, ...note } = await readNote(deps, subscription);
	const refused = states.find((state) => state.kind === 'unreachableAddress');
	const created = states.some(({ kind }) => kind === 'created');
	const mended = states.some(({ kind }) => kind === 'reactivated') || (created && note.createdAt !== undefined);
	const after: Note = {
		...note,
		checkedAt: iso(deps.clock.now()),
		...(refused === undefined ? {} : { why: refused.why }),
		...(created ? { createdAt: began } : {}),
		...(mended ? { mendedAt: began } : {}),
	};
	await writeNote(deps, subscription, after);
	return noticeOf(after, deps.clock.now());
}

/** Removes the hooks of this address, or of the one that is noted. */
export async function forgetWebhook(deps: WebhookDeps, subscription: string, deliveryUrl?: string): Promise<void> {
	await inTurn(deps, subscription, WAIT_MS, async () => {
		const note = await readNote(deps, subscription);
		const addresses = new Set([note.deliveryUrl, deliveryUrl].filter((one) => one !== undefined));
		for (const address of addresses) await deps.webhooks.remove(address);
		if (addresses.size > 0) await writeNote(deps, subscription, {});
	});
}

/** The store reached us. */
export async function noteCall(deps: WebhookDeps, subscription: string): Promise<void> {
	const note = await readNote(deps, subscription);
	const now = deps.clock.now();
	const { heardAt } = note;
	if (heardAt !== undefined && heardAt >= (note.createdAt ?? '') && now - Date.parse(heardAt) < HEARD_EACH_MS) return;
	await writeNote(deps, subscription, { ...note, heardAt: iso(now) });
}

/** What is to be said now; undefined when all is well. */
export async function webhookNotice(deps: WebhookDeps, subscription: string): Promise<WebhookNotice | undefined> {
	return noticeOf(await readNote(deps, subscription), deps.clock.now());
}

function noticeOf({ deliveryUrl, why, createdAt, heardAt, mendedAt }: Note, now: number): WebhookNotice | undefined {
	if (deliveryUrl === undefined) return undefined;
	if (why !== undefined) return { kind: 'refused', why };
	if (createdAt !== undefined && (heardAt ?? '') < createdAt && now - Date.parse(createdAt) > FIRST_CALL_MS) return { kind: 'silent' };
	return mendedAt !== undefined && now - Date.parse(mendedAt) < TOLD_FOR_MS ? { kind: 'mended', at: mendedAt } : undefined;
}
