import { fieldError } from '../graphql/context';
import type { Shop } from '../store/shop';
import { ownerByUniqueValue } from './metafields';

/** Whose a custom id is. @throws where no definition of type `id` keeps such ids: recorded in these words */
export function uniqueOwner(
	shop: Shop,
	ownerType: string,
	customId: { readonly namespace?: string | null; readonly key: string; readonly value: string },
): string | undefined {
	const { isDefined, ownerId } = ownerByUniqueValue(shop, ownerType, customId);
	if (!isDefined) throw fieldError("Metafield definition of type 'id' is required when using custom ids.", 'NOT_FOUND');
	return ownerId;
}
