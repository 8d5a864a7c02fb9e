import type { AccountKey } from '../../domain/ids';
import type { Finding, HooksSeen } from '../../ports/connection-check';
import type { Database } from '../../ports/database';

/** A trigger that did not poll for so long is not published any more. */
const PUBLISHED_MS = 2 * 86_400_000;

/** Their trigger mends them, or they are nobody's. */
const finding = (code: string, severity: Finding['severity'], text: string, advice: string): Finding => ({
	code,
	severity,
	text,
	advice,
	passes: true,
});

const POLLED = 'Meanwhile orders come by the polls of the trigger, some minutes later.';

/** Each of our webhooks that a store has, and each that a published trigger counts on. */
export async function judgeHooks(
	database: Pick<Database, 'subscriptions' | 'webhooks' | 'now'>,
	account: AccountKey,
	hooks: readonly HooksSeen[],
): Promise<readonly Finding[]> {
	const since = database.now() - PUBLISHED_MS;
	const wanted = new Set<string>();
	const findings: Finding[] = [];
	for (const { id, lastPolledAt } of await database.subscriptions.of(account)) {
		const row = Date.parse(lastPolledAt) < since ? undefined : await database.webhooks.get(id, account);
		if (row?.refusal !== undefined)
			findings.push(
				finding(
					'webhookUnreachable',
					'warn',
					`The store never calls this n8n: ${row.refusal}`,
					`Give n8n a public https address. ${POLLED}`,
				),
			);
		else if (row?.deliveryUrl !== undefined) wanted.add(row.deliveryUrl);
	}
	const standing = new Map(hooks.map((hook) => [hook.address, hook]));
	for (const address of wanted) {
		const hook = standing.get(address);
		if (hook?.state === 'active') findings.push(finding('webhookActive', 'ok', `The store calls ${address}`, 'Nothing.'));
		else
			findings.push(
				finding(
					hook === undefined ? 'webhookMissing' : hook.state === 'switchedOff' ? 'webhookSwitchedOff' : 'webhookIncomplete',
					'warn',
					hook === undefined
						? `The webhook to ${address} is gone from the store`
						: hook.state === 'switchedOff'
							? `The store has switched off its webhook to ${address}`
							: `Of the webhooks to ${address} some are gone from the store`,
					`Its trigger mends it within the hour. If it comes again, look whether the store reaches that address. ${POLLED}`,
				),
			);
	}
	for (const { address } of hooks.filter((hook) => !wanted.has(hook.address)))
		findings.push(
			finding(
				'webhookOfOthers',
				'ok',
				`The store has webhooks of Storebridge to ${address}, which no published trigger of this n8n counts on`,
				'If no other n8n is there, delete them in the store (WooCommerce > Settings > Advanced > Webhooks). Others delete themselves once nobody answers them.',
			),
		);
	return findings;
}
