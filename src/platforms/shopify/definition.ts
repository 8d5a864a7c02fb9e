import { PlatformError } from '../../domain/platform-error';
import type { ShopifyClient } from './client';
import { METAFIELD, NAMESPACE } from './constants';
import { failure, type Call } from './errors';
import { denied } from './faults';
import { refusalText } from './refusal';
import { DEFINITION_CREATE, ORIGIN_DEFINITION } from './wire/definition';

const CALL: Call = { operation: 'DefinitionCreate', write: false };

/** What bears a mark that tells whose it is. */
const MARKED = {
	ORDER: {
		page: 'Orders',
		one: 'order',
		scope: 'write_orders',
		name: 'Storebridge: bought as',
		description: 'Which order of which channel this one is a copy of. Each value stands on one order only.',
	},
	PRODUCT: {
		page: 'Products',
		one: 'product',
		scope: 'write_products',
		name: 'Storebridge: made of',
		description: 'Which listing of which channel this product was made of. Each value stands on one product only.',
	},
	PRODUCTVARIANT: {
		page: 'Variants',
		one: 'variant',
		scope: 'write_products',
		name: 'Storebridge: made of',
		description: 'Which listing of which channel this variant was made of. Each value stands on one variant only.',
	},
} as const;
type Marked = keyof typeof MARKED;

/**
 * The field that tells whose something is has to be defined, so that the shop keeps its values from standing on two and finds
 * it by one. Looked for once in a while, made where it is missing. Throws where it cannot be, before anything is saved.
 */
export async function ensureDefinition(client: ShopifyClient, owner: Marked): Promise<void> {
	await client.memory.fact(`origin definition ${owner}`, client.clock, async () => {
		const { page, name, description } = MARKED[owner];
		const found = await known(client, owner);
		if (found !== undefined) return check(found, owner);
		const definition = {
			name,
			description,
			namespace: NAMESPACE,
			key: METAFIELD.origin,
			ownerType: owner,
			type: 'id',
			capabilities: { uniqueValues: { enabled: true } },
		};
		const { metafieldDefinitionCreate: answer } = await made(client, owner, definition);
		const { userErrors } = answer;
		// Another n8n made it in that moment.
		if (userErrors.length > 0 && userErrors.every(({ code }) => code === 'TAKEN')) return check(await known(client, owner), owner);
		if (userErrors.length > 0) {
			throw failure(CALL, {
				kind: 'configuration',
				code: 'definition',
				message: `The shop does not take the definition of the field ${NAMESPACE}.${METAFIELD.origin} (${refusalText(userErrors)})`,
				advice: `Look at Shopify admin > Settings > Metafields and metaobjects > ${page}: a field of this name, or too many definitions, stand in the way.`,
			});
		}
		return undefined;
	});
}

/** Whether anything can bear such a mark yet. Reads only. */
export const isDefined = async (client: ShopifyClient, owner: Marked): Promise<boolean> => (await known(client, owner))?.type.name === 'id';

interface Definition {
	readonly type: { readonly name: string };
}

/** An answer that was lost says nothing of an order or product: nothing was saved yet. */
async function made(client: ShopifyClient, owner: Marked, definition: object) {
	try {
		return await client.mutate(DEFINITION_CREATE, { definition });
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		// Shopify names no scope here.
		if (error.details.code === 'ACCESS_DENIED') throw denied(CALL, [{ code: 'ACCESS_DENIED', path: '', scopes: [MARKED[owner].scope] }]);
		if (error.details.kind !== 'unknownOutcome') throw error;
		throw new PlatformError(error.message, { ...error.details, kind: 'unavailable' });
	}
}

async function known(client: ShopifyClient, ownerType: Marked): Promise<Definition | undefined> {
	return (await client.query(ORIGIN_DEFINITION, { ownerType })).data.metafieldDefinitions[0];
}

function check(found: Definition | undefined, owner: Marked): undefined {
	if (found?.type.name === 'id') return undefined;
	const { page, one } = MARKED[owner];
	throw failure(CALL, {
		kind: 'configuration',
		code: 'definition',
		message: `The field ${NAMESPACE}.${METAFIELD.origin} of ${page.toLowerCase()} is defined as something else than an ID, so that one ${one} could be saved twice`,
		advice: `Delete its definition in Shopify admin > Settings > Metafields and metaobjects > ${page}; it is made anew by itself.`,
	});
}
