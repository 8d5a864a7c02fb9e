import { NodeOperationError, type INode } from 'n8n-workflow';
import { PlatformError } from '../../domain/platform-error';
import { findMarketplace, REGIONS, type Amazon, type AmazonConnection } from '../../platforms/amazon';

/** Marketplaces that an account was seen to have, by account and id, for the life of the process. */
const proven = new Set<string>();

/** Throws for marketplaces the account cannot have orders of; a mistyped one would silently give none. */
export async function checkMarketplaces(node: INode, connection: AmazonConnection, amazon: Amazon, ids: readonly string[]): Promise<void> {
	const { region } = connection;
	const wrong = (message: string) =>
		new NodeOperationError(node, message, {
			description:
				'Choose under "Marketplace Names or IDs" from the list, or write IDs such as A1PA6795UKMFR9 (Amazon.de). Empty means all marketplaces of the account.',
		});
	for (const id of ids) {
		const known = findMarketplace(id);
		if (known !== undefined && known.region !== region)
			throw wrong(`${known.name} is not in ${REGIONS[region].name}, the region of the credential`);
		if (known === undefined && !/^[A-Z0-9]{8,20}$/.test(id)) throw wrong(`"${id}" is no ID of a marketplace`);
	}
	const key = (id: string): string => `${amazon.account.id} ${id}`;
	const unproven = ids.filter((id) => findMarketplace(id) === undefined && !proven.has(key(id)));
	if (unproven.length === 0) return;
	const taken = await marketplacesOf(amazon);
	for (const id of unproven) {
		if (taken?.has(id) === false) throw wrong(`The seller account has no marketplace ${id}`);
		if (taken !== undefined) proven.add(key(id));
	}
}

/** Undefined while Amazon cannot be asked: the search itself says why. */
async function marketplacesOf(amazon: Amazon): Promise<ReadonlySet<string> | undefined> {
	try {
		return await amazon.marketplaces();
	} catch (error) {
		if (error instanceof PlatformError) return undefined;
		throw error;
	}
}
