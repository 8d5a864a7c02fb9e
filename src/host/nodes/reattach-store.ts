import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { accountKey } from '../../domain/account';
import { reattach, type Reattached, type StoreIs } from '../../usecases/identity';
import type { ActionRun } from '../action';
import { sightings } from '../admission';
import { accountOf, chosen, connectTo } from '../connect';
import { ONLY_LOOKING } from '../memory';
import { ACCOUNT_WITH_SALES } from '../platforms/roles';

const DONE: Readonly<Record<Exclude<Reattached['kind'], 'unclear'>, (here: string, known: string) => string>> = {
	unchanged: (here) => `The store at ${here} is the one that is known there. Nothing was changed.`,
	first: (here) => `The store at ${here} was not known before, and is now.`,
	moved: (here, known) =>
		`The store that was known at ${known} is at ${here} now, with all that is remembered of it. Nodes with the old address are refused.`,
	replaced: (here) => `The store at ${here} keeps all that is remembered of it, and is known by its new identity from now on.`,
	new: (here, known) =>
		`A new account was begun for the store at ${here}. What is remembered of the store that was known at ${known} stays with that one.`,
};

/** A person's word on whose store it is that answers at the credential's address. */
export async function reattachStore({ context, database, asTool }: ActionRun, input: number): Promise<IDataObject> {
	const refuse = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { description, itemIndex: input });
	if (asTool)
		throw refuse('Only a person can say which store it is', 'Open the workflow and run Order Sync Log > "Re-Attach Store" yourself.');
	const platform = chosen(context, ACCOUNT_WITH_SALES);
	const account = await accountOf(context, ACCOUNT_WITH_SALES);
	if (!platform.can.includes('identity')) {
		throw refuse(
			`An account of ${platform.displayName} needs no re-attaching`,
			'It is known by its own number, wherever it is reached. Choose the store that moved under "Account".',
		);
	}
	// What a moment ago was true may be why somebody runs this.
	sightings.forget();
	const { identity } = await connectTo(context, platform, { needs: ['identity'], memory: ONLY_LOOKING });
	const seen = await identity.identify();
	const knownAt = text(context, 'knownAt', input);
	const outcome = await reattach(database, {
		account,
		identity: seen,
		storeIs: storeIs(context, input),
		...(knownAt === '' ? {} : { knownAt }),
	});
	const known = outcome.knownAt.join(', ');
	if (outcome.kind === 'unclear') {
		throw refuse(
			knownAt === '' ? 'The store may be one of several that are known' : `No store that this may be is known at "${knownAt}"`,
			`Write under "Known At" which of these it is: ${known}.`,
		);
	}
	return {
		account: accountKey(account),
		action: outcome.kind,
		text: DONE[outcome.kind](account.id, known),
		knownAt: [...outcome.knownAt],
		...(seen === undefined ? {} : { identity: `${seen.kind}:${seen.id}` }),
	};
}

const text = (context: IExecuteFunctions, name: string, input: number): string => String(context.getNodeParameter(name, input, '')).trim();

/** Throws for what would silently be taken for the other. */
function storeIs(context: IExecuteFunctions, input: number): StoreIs {
	const value = context.getNodeParameter('storeIs', input);
	if (value === 'same' || value === 'another') return value;
	throw new NodeOperationError(context.getNode(), `"The Store Is" has no choice "${String(value)}"`, {
		description: 'It takes one of: same, another.',
		itemIndex: input,
	});
}
