import { isObjectType } from 'graphql';
import { adminResolvers } from '../../../sandbox/shopify/graphql/admin-resolvers';
import { adminSchema } from '../../../sandbox/shopify/graphql/admin-schema';

describe('the resolvers', () => {
	it('are of types and fields that Shopify has', () => {
		const { schema } = adminSchema();
		const odd = adminResolvers.entries().filter(([name, field]) => {
			const type = schema.getType(name);
			return !isObjectType(type) || type.getFields()[field] === undefined;
		});
		expect(odd).toEqual([]);
	});
});
