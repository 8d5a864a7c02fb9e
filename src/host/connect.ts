import { createHash } from 'node:crypto';
import { NodeOperationError } from 'n8n-workflow';
import { accountKey, type Account } from '../domain/account';
import type { Language } from '../domain/texts/language';
import type { Speech } from '../ports/speech';
import { adapterOf, type Fields } from './platforms/adapters';
import { doorTo, type Door } from './admission';
import { systemClock } from './clock';
import type { Context } from './context';
import type { Memory } from './memory';
import type { Platform } from './platforms/table';
import type { Capabilities, Capability } from './platforms/capabilities';
import { fitting, type Role } from './platforms/roles';

/** What an account can do for a node. */
export type Connected<Needs extends Capability> = Pick<Capabilities, Needs> & {
	readonly account: Account;
	/** Another one once the credential is renewed; tells nothing about it. */
	readonly credentialMark: string;
	/** Of its people; absent where it has none of its own. */
	readonly speech?: Speech;
	/**
	 * Throws where the memory knows the account otherwise; nothing may be noted under its address then. All that is sent passes by
	 * the same door anyway: what cannot be asked now is told by what is asked next.
	 */
	admitted(): Promise<void>;
};

/** The account of a place of the node. */
export type Admitted<Needs extends Capability> = Connected<Needs> & {
	/** Whether it is this account, by whatever address it had. */
	isAlso(account: Account): boolean;
};

export interface Wish<Needs extends Capability> {
	readonly needs: readonly Needs[];
	readonly memory: Memory;
	/** How long all waiting together may take, ms; what the platform's adapter thinks right when left out. */
	readonly budgetMs?: number;
	/** Of notes and names on orders; the account's own when left out. */
	readonly language?: Language;
}

/** The account of the node's credential for this platform. Nothing is sent before the first call. */
export async function connectTo<Can extends Capability, Needs extends Can>(
	context: Context,
	platform: Platform<Can>,
	{ needs, memory: { buckets, accounts, presence }, budgetMs, language }: Wish<Needs>,
): Promise<Connected<Needs>> {
	const fields = await context.getCredentials(platform.credential);
	const adapter = adapterOf(platform);
	const signal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const account = adapter.account(fields);
	const credentialMark = markOf(fields, adapter.keys);
	const door: Door | undefined = accounts && doorTo(accounts, account, credentialMark);
	const present = presence?.();
	const surroundings = {
		clock: systemClock,
		buckets,
		budgetMs: budgetMs ?? adapter.budgetMs,
		...(signal === undefined ? {} : { signal }),
		...(present === undefined ? {} : { present }),
		...(language === undefined ? {} : { language }),
		...(door === undefined ? {} : { admit: door.admit }),
	};
	const can = (what: Capability): boolean => (platform.can as readonly Capability[]).includes(what);
	return {
		...adapter.bind(fields, surroundings, needs),
		account,
		credentialMark,
		...(can('speech') ? adapter.bind(fields, surroundings, ['speech']) : {}),
		admitted: async () => {
			await door?.look(can('identity') ? adapter.bind(fields, surroundings, ['identity']).identity : undefined);
		},
	};
}

/** The account that was chosen for a place of the node. */
export async function connect<Needs extends Capability>(
	context: Context,
	role: Role<Needs>,
	memory: Memory,
	more: Pick<Wish<Needs>, 'language' | 'budgetMs'> = {},
): Promise<Admitted<Needs>> {
	const connected = await connectTo(context, chosen(context, role), { ...more, needs: role.needs, memory });
	await connected.admitted();
	const own = accountKey(connected.account);
	const addresses = new Set([own, ...((await memory.accounts?.addresses(own)) ?? []).map(({ address }) => address)]);
	return { ...connected, isAlso: (other) => addresses.has(accountKey(other)) };
}

/** Whose account was chosen, without reaching for it. */
export async function accountOf(context: Context, role: Role): Promise<Account> {
	const platform = chosen(context, role);
	return adapterOf(platform).account(await context.getCredentials(platform.credential));
}

/** Throws where the panel names a platform that cannot take the place. */
export function chosen(context: Context, role: Role): Platform {
	const platforms = fitting(role);
	const [first] = platforms;
	if (role.named === true && platforms.length === 1 && first !== undefined) return first;
	const name = valueOf(context, role.parameter);
	const platform = platforms.find((candidate) => candidate.name === name);
	if (platform !== undefined) return platform;
	throw new NodeOperationError(context.getNode(), `"${role.displayName}" names no platform that can do this`, {
		description: `It takes one of: ${platforms.map(({ displayName }) => displayName).join(', ')}.`,
	});
}

/** A choice that is no expression. */
function valueOf(context: Context, parameter: string): unknown {
	if ('getCurrentNodeParameter' in context) return context.getCurrentNodeParameter(parameter);
	return 'getInputData' in context ? context.getNodeParameter(parameter, 0) : context.getNodeParameter(parameter);
}

const markOf = (fields: Fields, keys: readonly string[]): string =>
	createHash('sha256')
		.update(JSON.stringify(keys.map((key) => String(fields[key] ?? '').trim())))
		.digest('hex');
