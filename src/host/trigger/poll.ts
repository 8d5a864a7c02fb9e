import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { newOwner } from '../../database';
import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { forgetWebhook, pollOrders, registerWebhook, repairWebhook, type WebhookDeps } from '../../usecases/trigger';
import { systemClock } from '../clock';
import { toNodeError } from '../node-errors';
import { CredentialRest } from './credential-rest';
import { requireRunEnds } from './host-version';
import { memoryOfPoll, noteRegistered, unregisteredAddress } from './memory-fault';
import { noticeText } from './notice';
import { runsAtOnceOf } from './panel';
import { sample } from './sample';
import { elsewhereNotice, noTokenNotice, stuckNotice } from './standing-notices';
import { Handover } from './handover';
import { POLL_BUDGET_MS, subscriptionOf, type Trigger } from './trigger';

/**
 * One poll. In production it gives out what the inbox holds even when the platform cannot be asked right now. It answers when
 * the first portion is given out; what waits beyond that follows without the poll.
 */
export async function poll<Reading, Settings, Shown>(
	context: IPollFunctions,
	trigger: Trigger<Reading, Settings, Shown>,
): Promise<INodeExecutionData[][] | null> {
	try {
		requireRunEnds(context.getNode());
		return context.getMode() === 'manual' ? [await sample(context, trigger)] : await production(context, trigger);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function production<Reading, Settings, Shown>(context: IPollFunctions, trigger: Trigger<Reading, Settings, Shown>): Promise<null> {
	const subscription = subscriptionOf(context);
	Handover.takeOver(subscription);
	const { settings, instant } = trigger.readPanel(context);
	const atOnce = runsAtOnceOf(context);
	const database = await memoryOfPoll(context);
	if (database === undefined) return null;
	const { kind, credentialMark, admitted, check, webhooks } = await trigger.connect(context, database, POLL_BUDGET_MS);
	const account = accountKey(kind.account);
	const rest = await CredentialRest.of(database, account, credentialMark);
	const resting = (why: string): null => {
		context.logger.warn(`Storebridge: polling of ${account} rests until its credential is renewed: ${why}`);
		return null;
	};
	if (rest.quiet) return resting(rest.why ?? '');
	await admitted();
	await check?.(context.getNode(), settings);
	const deps = { database, clock: systemClock, owner: newOwner() };
	const handover = Handover.begin(context, {
		database,
		called: trigger.called,
		subject: trigger.subject,
		itemOf: trigger.itemOf,
		inbox: { subscription, account },
		atOnce,
	});
	const polled = await pollOrders(deps, kind, subscription, settings, atOnce);
	const { deliveries, answered, full, stopped } = polled;
	handover.emit(deliveries);
	void handover.giveOutTheRest(deps, polled);
	if (stopped === undefined) {
		if (answered) rest.accepted();
		if (webhooks !== undefined) await lookAfterWebhook(context, { ...deps, webhooks }, instant === true, trigger);
	}
	const now = database.now();
	const waits = elsewhereNotice(subscription, account, await database.inbox.elsewhere({ subscription, account }), now);
	if (waits !== undefined) context.logger.warn(`Storebridge: ${waits}`);
	const noToken = noTokenNotice(context.getNode(), {
		subscription,
		called: trigger.called,
		subject: trigger.subject,
		stopped: answered ? undefined : stopped,
		now,
	});
	if (noToken !== undefined) context.logger.warn(`Storebridge: ${noToken.message}. ${String(noToken.description)}`);
	if (deliveries.length > 0) {
		if (stopped !== undefined) context.logger.warn(`Storebridge: ${trigger.called} was read in part only: ${stopped.message}`);
		return null;
	}
	if (stopped?.details.kind === 'credential') {
		await rest.refused(stopped.message);
		if (rest.why !== undefined) return resting(stopped.message);
	}
	if (noToken !== undefined) throw noToken;
	const stuck = stuckNotice(context.getNode(), { subscription, subject: trigger.subject, full, atOnce, now });
	if (stuck !== undefined) throw stuck;
	if (stopped !== undefined && stopped.details.kind !== 'rateLimited') throw stopped;
	return null;
}

/** What it tells of comes by polling as well: what is wrong with the webhook must not stop them. */
async function lookAfterWebhook(
	context: IPollFunctions,
	deps: WebhookDeps,
	instant: boolean,
	trigger: Parameters<typeof noticeText>[1],
): Promise<void> {
	const subscription = subscriptionOf(context);
	try {
		if (!instant) {
			await forgetWebhook(deps, subscription);
			return;
		}
		const address = unregisteredAddress(subscription);
		const notice = address === undefined ? await repairWebhook(deps, subscription) : await registerWebhook(deps, subscription, address);
		noteRegistered(subscription);
		if (notice !== undefined) context.logger.warn(`Storebridge: ${noticeText(notice, trigger)}`);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		context.logger.warn(`Storebridge: the webhook could not be looked after: ${error.message}`);
	}
}
