import type { Clock } from '../../kernel/contract';
import { type FieldKind, matches, type SearchDocument, wordsOf } from './matching';
import { parseSearch, type SearchExpression, termsOf } from './query-parser';

interface Version {
	readonly visibleAt: number;
	/** Undefined: removed. */
	readonly document: SearchDocument | undefined;
}

/**
 * Shopify's search of one kind of record. It learns of a change some seconds after the record itself has it: until then a search
 * sees the record as it was, or not at all.
 */
export class SearchIndex {
	/** Oldest first; the first is the one that is seen, the others wait. */
	private readonly versions = new Map<string, Version[]>();
	private readonly idsByWord = new Map<string, Set<string>>();

	constructor(
		private readonly clock: Clock,
		private readonly lagMs: () => number,
		private readonly fields: Readonly<Record<string, FieldKind>>,
		/** The field whose words are kept by word, for long lists of alternatives. */
		private readonly wordField?: string,
	) {}

	put(id: string, document: SearchDocument | undefined): void {
		const versions = this.versions.get(id) ?? [];
		versions.push({ visibleAt: this.clock.now() + this.lagMs(), document });
		this.versions.set(id, versions);
		const text = this.wordField === undefined ? undefined : document?.fields[this.wordField];
		if (typeof text !== 'string') return;
		for (const word of wordsOf(text)) {
			const ids = this.idsByWord.get(word) ?? new Set();
			ids.add(id);
			this.idsByWord.set(word, ids);
		}
	}

	/** Filters that a query names and this index does not know. */
	unknownFields(query: string): readonly string[] {
		return termsOf(parseSearch(query)).flatMap(({ field }) => (field === undefined || field in this.fields ? [] : [field]));
	}

	/** Ids of what matches, with what the index knows of each. */
	find(query: string): ReadonlyMap<string, SearchDocument> {
		const expression = parseSearch(query);
		const now = this.clock.now();
		const found = new Map<string, SearchDocument>();
		for (const id of this.candidates(expression) ?? this.versions.keys()) {
			const document = this.documentOf(id);
			if (document !== undefined && matches(expression, document, this.fields, now)) found.set(id, document);
		}
		return found;
	}

	/** Every record is seen as it is now; for seeds. */
	catchUp(): void {
		for (const [id, versions] of this.versions) {
			const newest = versions.at(-1);
			if (newest !== undefined) this.versions.set(id, [{ ...newest, visibleAt: 0 }]);
		}
	}

	private documentOf(id: string): SearchDocument | undefined {
		const versions = this.versions.get(id) ?? [];
		const now = this.clock.now();
		while ((versions[1]?.visibleAt ?? Infinity) <= now) versions.shift();
		const [seen] = versions;
		return seen !== undefined && seen.visibleAt <= now ? seen.document : undefined;
	}

	/** Alternatives of the word field only, 'sku:A OR sku:B …': whoever has the first word of one. */
	private candidates(expression: SearchExpression): ReadonlySet<string> | undefined {
		const parts = expression.kind === 'or' ? expression.parts : [expression];
		const ids = new Set<string>();
		for (const part of parts) {
			if (part.kind !== 'term' || part.field !== this.wordField || this.wordField === undefined || part.comparator !== '') return undefined;
			const [first, second] = wordsOf(part.value);
			if (first === undefined) return undefined;
			// The last word may be the beginning of one.
			const words = second === undefined ? [...this.idsByWord.keys()].filter((word) => word.startsWith(first)) : [first];
			for (const word of words) for (const id of this.idsByWord.get(word) ?? []) ids.add(id);
		}
		return ids;
	}
}
