import { PlatformError } from '../../../domain/platform-error';
import type { ShopifyClient } from '../client';
import { METAFIELD, NAMESPACE } from '../constants';
import { failure, type Call } from '../errors';
import { refusalText } from '../refusal';
import { DEFINITION_CREATE, ORIGIN_DEFINITION } from '../wire/own-order';

const CALL: Call = { operation: 'DefinitionCreate', write: false };

const DEFINITION = {
	name: 'Storebridge: bought as',
	description: 'Which order of which channel this one is a copy of. Each value stands on one order only.',
	namespace: NAMESPACE,
	key: METAFIELD.origin,
	ownerType: 'ORDER',
	type: 'id',
	capabilities: { uniqueValues: { enabled: true } },
} as const;

/**
 * The field that tells whose an order is has to be defined, so that the shop keeps its values from standing on two orders and
 * finds an order by one. Looked for once in a while, made where it is missing. Throws where it cannot be, before anything is saved.
 */
export async function ensureDefinition(client: ShopifyClient): Promise<void> {
	await client.memory.fact('origin definition', client.clock, async () => {
		const found = await known(client);
		if (found !== undefined) return check(found);
		const { metafieldDefinitionCreate: answer } = await made(client);
		const { userErrors } = answer;
		// Another n8n made it in that moment.
		if (userErrors.length > 0 && userErrors.every(({ code }) => code === 'TAKEN')) return check(await known(client));
		if (userErrors.length > 0) {
			throw failure(CALL, {
				kind: 'configuration',
				code: 'definition',
				message: `The shop does not take the definition of the field ${NAMESPACE}.${METAFIELD.origin} (${refusalText(userErrors)})`,
				advice:
					'Look at Shopify admin > Settings > Metafields and metaobjects > Orders: a field of this name, or too many definitions, stand in the way.',
			});
		}
		return undefined;
	});
}

interface Definition {
	readonly type: { readonly name: string };
}

/** An answer that was lost says nothing of an order: nothing was saved yet. */
async function made(client: ShopifyClient) {
	try {
		return await client.mutate(DEFINITION_CREATE, { definition: DEFINITION });
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
		throw new PlatformError(error.message, { ...error.details, kind: 'unavailable' });
	}
}

async function known(client: ShopifyClient): Promise<Definition | undefined> {
	return (await client.query(ORIGIN_DEFINITION)).data.metafieldDefinitions[0];
}

function check(found: Definition | undefined): undefined {
	if (found?.type.name === 'id') return undefined;
	throw failure(CALL, {
		kind: 'configuration',
		code: 'definition',
		message: `The field ${NAMESPACE}.${METAFIELD.origin} of orders is defined as something else than an ID, so that one order could be saved twice`,
		advice: `Delete its definition in Shopify admin > Settings > Metafields and metaobjects > Orders; it is made anew by itself.`,
	});
}
