import { orderId, type AccountKey, type OrderRef } from '../../domain/ids';
import type { ClaimKey } from '../../ports/database';
import { abandon, claim, complete, partsDone, reopen } from '../once';
import type { OnceDeps } from '../once/deps';

/** Of what somebody is told once. */
export interface News {
	readonly about: OrderRef;
	/** Which of several things about it; the same is never told twice. */
	readonly part: string;
}

export interface Telling<Item> {
	readonly news: readonly Item[];
	/** To be called when the run ended: what it gave out counts as told, or is told again. */
	ended(well: boolean): Promise<void>;
}

/** No run takes longer; one that dies is told again by the next one after that. */
const LEASE_MS = 30 * 60_000;

/** An account as a whole, where claims are of orders. */
export const wholeAccount = (account: AccountKey): OrderRef => ({ account, id: orderId('connection') });

const keyOf = ({ about, part }: News): ClaimKey => ({ at: about.account, order: about, effect: 'tell', part });

/** Those that nobody was told of. Two runs at once share them out. */
export async function notTold<Item>(deps: OnceDeps, items: readonly { readonly item: Item; readonly of: News }[]): Promise<Telling<Item>> {
	if (items.length === 0) return { news: [], ended: async () => await Promise.resolve() };
	const answers = await claim(
		deps,
		items.map(({ of }) => keyOf(of)),
		{ leaseMs: LEASE_MS, waitMs: 0 },
	);
	const ours = items.filter((_, index) => answers[index]?.state === 'acquired' || answers[index]?.state === 'unsettled');
	const keys = ours.map(({ of }) => keyOf(of));
	return {
		news: ours.map(({ item }) => item),
		ended: async (well) => {
			if (well)
				await complete(
					deps,
					keys.map((key) => ({ key, result: '' })),
				);
			else await abandon(deps, keys);
		},
	};
}

/** What is over is told anew when it comes back. */
export async function forgetTold(deps: OnceDeps, about: OrderRef, stillSo: (part: string) => boolean): Promise<void> {
	const key = { at: about.account, order: about, effect: 'tell' } as const;
	const over = (await partsDone(deps, key)).filter((part) => !stillSo(part));
	await reopen(
		deps,
		over.map((part) => ({ key: { ...key, part }, result: '' })),
		0,
	);
}
