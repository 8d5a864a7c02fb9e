import { StandInGap } from '../graphql/stand-in-gap';
import type { GraphQLResolveInfo } from 'graphql';
import type { Args } from '../graphql/resolver-types';
import type { SearchIndex } from './search-index';

/** The filters that Shopify documents for the `query` of a field: the table in the schema's own words. */
function documentedFilters(info: GraphQLResolveInfo): ReadonlySet<string> {
	const argument = info.parentType.getFields()[info.fieldName]?.args.find(({ name }) => name === 'query');
	return new Set([...(argument?.description ?? '').matchAll(/^\| ([\w.{}]+) \| (?!type \|)/gm)].map(([, name = '']) => name));
}

/**
 * What a list's `query` finds, as search knows it; all of it without one. A filter that Shopify does not know is left out of
 * account, so that the list is longer than was meant; one that it documents and the stand-in lacks is the stand-in's fault.
 */
export function searched<Node>(
	index: SearchIndex,
	records: ReadonlyMap<string, Node>,
	{ query }: Args,
	info: GraphQLResolveInfo,
): readonly Node[] {
	if (typeof query !== 'string' || query.trim() === '') return [...records.values()];
	const unknown = index.unknownFields(query);
	if (unknown.length > 0) {
		const documented = documentedFilters(info);
		const missing = unknown.filter((name) => documented.has(name) || name.startsWith('metafields.'));
		if (missing.length > 0) throw new StandInGap(`filter ${missing.join(', ')} of ${info.fieldName}`);
	}
	// What search still has and the shop has no more is not shown.
	return [...index.find(query).keys()].flatMap((id) => records.get(id) ?? []);
}
