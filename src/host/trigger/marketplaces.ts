import { NodeOperationError, type INode } from 'n8n-workflow';
import { PlatformError } from '../../domain/platform-error';
import type { Marketplaces } from '../../ports/marketplaces';
import type { Connected } from '../connect';

/** Marketplaces that an account was seen to have, by account and id, for the life of the process. */
const proven = new Set<string>();

const SEVERAL = { field: 'Marketplace Names or IDs', more: ' Empty means all marketplaces of the account.' } as const;
/** The field of nodes in which one marketplace is chosen. */
export const HOME = { field: 'Home Marketplace Name or ID', more: '' } as const;

/** Throws for marketplaces the account cannot have orders of; a mistyped one would silently give none. */
export async function checkMarketplaces(
	node: INode,
	seller: Connected<'marketplaces'>,
	ids: readonly string[],
	{ field, more }: typeof SEVERAL | typeof HOME = SEVERAL,
): Promise<void> {
	const wrong = (message: string) =>
		new NodeOperationError(node, message, {
			description: `Choose under "${field}" from the list, or write IDs such as A1PA6795UKMFR9 (Amazon.de).${more}`,
		});
	const { known, problemOf } = seller.marketplaces;
	for (const id of ids) {
		const problem = problemOf(id);
		if (problem !== undefined) throw wrong(problem);
	}
	const key = (id: string): string => `${seller.account.id} ${id}`;
	const unproven = ids.filter((id) => known.every((one) => one.id !== id) && !proven.has(key(id)));
	if (unproven.length === 0) return;
	const taken = await registeredIn(seller.marketplaces);
	for (const id of unproven) {
		if (taken?.has(id) === false) throw wrong(`The seller account has no marketplace ${id}`);
		if (taken !== undefined) proven.add(key(id));
	}
}

/** Undefined while Amazon cannot be asked: the search itself says why. */
async function registeredIn(marketplaces: Marketplaces): Promise<ReadonlySet<string> | undefined> {
	try {
		return await marketplaces.registered();
	} catch (error) {
		if (error instanceof PlatformError) return undefined;
		throw error;
	}
}
