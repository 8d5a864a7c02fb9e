/** `GET orders/#/notes`: numbers and the names of settings, countries and terms do not count. */
export function routeName(method: string, address: string): string | undefined {
	const [path = ''] = address.split('?');
	const [, below] = /\/wp-json\/(?:wc\/v3\/?)?(.*?)\/?$/.exec(path) ?? [];
	if (below === undefined) return undefined;
	const named = below
		.replace(/\/(?:\d+|\{\w+\})(?=\/|$)/g, '/#')
		.replace(/^(settings|data\/countries)\/[\w-]+$/, '$1/*')
		.replace(/^(settings)\/[\w-]+\/[\w-]+$/, '$1/*/*');
	return `${method === 'PATCH' ? 'PUT' : method} ${named}`;
}
