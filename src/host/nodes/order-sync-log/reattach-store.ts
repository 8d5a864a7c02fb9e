import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { accountKey } from '../../../domain/account';
import { reasonOf } from '../../../domain/reasons';
import { reattach, type Reattached, type StoreIs } from '../../../usecases/identity';
import type { ActionRun } from '../../action';
import { sightings } from '../../admission';
import { chosen, connectTo } from '../../connect';
import { attentionOf } from '../../items';
import { ONLY_LOOKING } from '../../memory';
import { ACCOUNT_WITH_SALES } from '../../platforms/roles';
import { answering } from './answer';

const DONE: Readonly<Record<Exclude<Reattached['kind'], 'unclear'>, (here: string, known: string) => string>> = {
	unchanged: (here) => `The store at ${here} is the one that is known there. Nothing was changed.`,
	first: (here) => `The store at ${here} was not known before, and is now.`,
	moved: (here, known) =>
		`The store that was known at ${known} is at ${here} now, with all that is remembered of it. Its old address is refused from now on.`,
	replaced: (here) => `The store at ${here} keeps all that is remembered of it, and is known by its new identity from now on.`,
	new: (here, known) =>
		`A new account was begun for the store at ${here}. What is remembered of the one that was known at ${known} stays with that one.`,
};

/** Order Sync Log's operation "Re-Attach Store". */
export const reattachTheStore = answering(async (run, input) => ({ rows: [await reattachStore(run, input)] }));

/** A person's word on whose store it is that answers at the credential's address: what was done, or in `attention` why nothing was. */
async function reattachStore({ context, database, asTool }: ActionRun, input: number): Promise<IDataObject> {
	const platform = chosen(context, ACCOUNT_WITH_SALES);
	const refused = (detail: string, advice: string): IDataObject => ({
		attention: attentionOf({ ...reasonOf('notReattached', `Item ${input + 1}`, detail), advice }),
	});
	if (asTool) return refused('only a person can say which store it is', 'Open the workflow and run this node yourself.');
	if (!platform.can.includes('identity')) {
		return refused(
			`an account of ${platform.displayName} is known by its own number, wherever it is reached`,
			'Choose the store that moved under "Account".',
		);
	}
	// What was true a moment ago may be why somebody runs this.
	sightings.forget();
	const { account, identity } = await connectTo(context, platform, { needs: ['identity'], memory: ONLY_LOOKING });
	const seen = await identity.identify();
	const knownAt = String(context.getNodeParameter('knownAt', input, '')).trim();
	const outcome = await reattach(database, {
		account,
		identity: seen,
		storeIs: storeIs(context, input),
		...(knownAt === '' ? {} : { knownAt }),
	});
	const known = outcome.knownAt.join(', ');
	if (outcome.kind === 'unclear') {
		const why = knownAt === '' ? 'the store may be one of several that are known' : `no store that this may be is known at "${knownAt}"`;
		return refused(why, `Write under "Known At" which of these it is: ${known}.`);
	}
	return {
		account: accountKey(account),
		action: outcome.kind,
		text: DONE[outcome.kind](account.id, known),
		knownAt: [...outcome.knownAt],
		...(seen === undefined ? {} : { identity: `${seen.kind}:${seen.id}` }),
	};
}

/** Throws for what would silently be taken for the other. */
function storeIs(context: IExecuteFunctions, input: number): StoreIs {
	const value = context.getNodeParameter('storeIs', input);
	if (value === 'same' || value === 'another') return value;
	throw new NodeOperationError(context.getNode(), `"The Store Is" has no choice "${String(value)}"`, {
		description: 'It takes one of: same, another.',
		itemIndex: input,
	});
}
