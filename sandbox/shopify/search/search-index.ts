import type { Clock } from '../../kernel/contract';
import { type FieldKind, matches, type SearchDocument, wordsOf } from './matching';
import { parseSearch, type SearchExpression, type SearchTerm, termsOf } from './query-parser';

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

	private documentOf(id: string): SearchDocument | undefined {
		const versions = this.versions.get(id) ?? [];
		const now = this.clock.now();
		while ((versions[1]?.visibleAt ?? Infinity) <= now) versions.shift();
		const [seen] = versions;
		return seen !== undefined && seen.visibleAt <= now ? seen.document : undefined;
	}

	/** Whoever may match, by the words that are looked for; undefined where words do not tell. */
	private candidates(expression: SearchExpression): ReadonlySet<string> | undefined {
		if (expression.kind === 'term') return this.withWords(expression);
		if (expression.kind !== 'and' && expression.kind !== 'or') return undefined;
		const parts = expression.parts.map((part) => this.candidates(part));
		if (expression.kind === 'and') return parts.find((part) => part !== undefined);
		const all = new Set<string>();
		for (const part of parts) {
			if (part === undefined) return undefined;
			for (const id of part) all.add(id);
		}
		return all;
	}

	/** By the rarest of the words; the last one may be the beginning of one. */
	private withWords({ field, comparator, value, isQuoted }: SearchTerm): ReadonlySet<string> | undefined {
		if (this.wordField === undefined || field !== this.wordField || comparator !== '' || (!isQuoted && /[*,]/.test(value)))
			return undefined;
		const words = wordsOf(value);
		const last = words.at(-1);
		if (last === undefined) return undefined;
		const begun = new Set<string>();
		for (const [word, ids] of this.idsByWord) if (word.startsWith(last)) for (const id of ids) begun.add(id);
		const whole = words.slice(0, -1).map((word) => this.idsByWord.get(word) ?? new Set<string>());
		return [begun, ...whole].reduce((rarest, ids) => (ids.size < rarest.size ? ids : rarest));
	}
}
