/** Addresses of one store as its answers spell them. */
export class SiteUrls {
	/** `base`: origin and sub-directory, without a trailing slash. */
	constructor(readonly base: string) {}

	page(path: string): string {
		return `${this.base}${path}`;
	}

	rest(path: string): string {
		return `${this.base}/wp-json/wc/v3/${path}`;
	}

	/** `_links` of an item: itself, its collection and, where given, its parent. */
	links(self: string, collection: string, allow: readonly string[], up?: string): Record<string, unknown> {
		return {
			self: [{ href: this.rest(self), targetHints: { allow } }],
			collection: [{ href: this.rest(collection) }],
			...(up === undefined ? {} : { up: [{ href: this.rest(up) }] }),
		};
	}
}

export const itemMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
