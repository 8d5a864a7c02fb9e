import { accountKey, type Account } from '../../domain/account';
import { addressText, type Verdict } from '../../domain/account-identity';
import { PlatformError } from '../../domain/platform-error';
import type { SeenIdentity } from '../../ports/account-identity';

type Refusing = Extract<Verdict, { readonly known: unknown }>;

const CODES: Readonly<Record<Refusing['kind'], string>> = { left: 'storeLeft', other: 'otherStore', elsewhere: 'storeElsewhere' };

const REATTACH = 'Order Sync Log > "Re-Attach Store"';

const list = (known: Refusing['known']): string => known.map(addressText).join(' and ');

const said = (home: string | undefined, here: string, after = ''): string =>
	home === undefined || home === here ? '' : `, which calls itself ${home}${after}`;

interface Told {
	readonly text: string;
	readonly advice: string;
}

function told({ kind, known }: Refusing, here: string, home: string | undefined): Told {
	switch (kind) {
		case 'elsewhere':
			return {
				text: `The store at ${here}${said(home, here, ',')} is the one that is known at ${list(known)}, or a copy of it`,
				advice: `Nothing is read or written there. If it moved, run ${REATTACH} with this credential and "It Is the Same Store"; if it is a copy (a staging site), with "It Is Another Store".`,
			};
		case 'other':
			return {
				text: `At ${here} there is another store than before${said(home, here)}${known.length === 0 ? '' : ` (the one that is known at ${list(known)}, or a copy of it)`}`,
				advice: `Nothing is read or written there. If it was only restored from an old backup, run ${REATTACH} with this credential and "It Is the Same Store"; if another store was put there, with "It Is Another Store".`,
			};
		case 'left':
			return {
				text: `The store that was at ${here} is at ${list(known)} now`,
				advice: `Nothing is read or written at the old address. Correct the store URL in the credential; if the store is back, run ${REATTACH} with this credential.`,
			};
	}
}

/** Why nothing is done with an account: the memory knows it otherwise. */
export function refusal(account: Account, verdict: Refusing, identity: SeenIdentity | undefined): PlatformError {
	const { text, advice } = told(verdict, addressText(accountKey(account)), identity?.home);
	return new PlatformError(text, {
		platform: account.platform,
		kind: 'configuration',
		operation: 'store identity',
		code: CODES[verdict.kind],
		advice,
	});
}

/** Whether it is unsure whose account this is: nothing may be noted under its address either. */
export const isIdentityRefusal = (error: unknown): boolean =>
	error instanceof PlatformError && Object.values(CODES).some((code) => code === error.details.code);
