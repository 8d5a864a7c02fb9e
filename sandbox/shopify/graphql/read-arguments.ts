import type { GraphQLResolveInfo } from 'graphql';
import type { Args } from './resolver-types';
import { StandInGap } from './stand-in-gap';

/** Arguments that notice which of them is read: one that a query gives and nobody looks at would be left out silently. */
export function watchArguments(args: Args): { readonly args: Args; unread(info: GraphQLResolveInfo): readonly string[] } {
	const read = new Set<string | symbol>();
	const watched = new Proxy(args, {
		get(target, name) {
			read.add(name);
			return Reflect.get(target, name) as unknown;
		},
	});
	return {
		args: watched,
		unread: ({ fieldNodes }) =>
			(fieldNodes[0]?.arguments ?? [])
				.map(({ name }) => name.value)
				.filter((name) => !read.has(name) && args[name] !== undefined && args[name] !== null),
	};
}

/** The same for what stands in an input: only these names are understood. @throws StandInGap */
export function onlyKnown(input: object, type: string, names: readonly string[]): void {
	const odd = Object.entries(input).find(([name, value]) => value !== null && value !== undefined && !names.includes(name));
	if (odd !== undefined) throw new StandInGap(`${type}.${odd[0]}`);
}
