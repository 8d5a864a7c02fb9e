import Decimal from 'decimal.js';
import { findMarketplace } from '../constants';

/** One value of an attribute, with its marketplace, its language, its unit, and whatever its product type puts there. */
export type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);

const LONGEST_TEXT = 10_000;

/** What can be shown of a value: text, numbers in plain digits, yes and no. */
function shown(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value.slice(0, LONGEST_TEXT);
	if (typeof value === 'number') return new Decimal(value).toFixed();
	return typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined;
}

/** Amazon writes words of lists as names: `machine_wash`. */
const asWords = (text: string): string => (/^[a-z0-9]+(_[a-z0-9]+)+$/.test(text) ? text.replaceAll('_', ' ') : text);

/**
 * Attributes of a listing or of an item of the catalogue, as one marketplace has them: each a list of entries that carry the
 * marketplace they are for, or none, and often a language.
 * https://developer-docs.amazon.com/sp-api/docs/product-type-definitions-api-v2020-09-01-use-case-guide
 */
export class Attributes {
	constructor(
		private readonly all: Readonly<Record<string, unknown>>,
		private readonly marketplace: string,
	) {}

	get names(): readonly string[] {
		return Object.keys(this.all);
	}

	/** Those of the marketplace; where it has none, those that are for all. */
	entries(name: string): readonly Entry[] {
		const value = Object.hasOwn(this.all, name) ? this.all[name] : undefined;
		const entries = (Array.isArray(value) ? value : [value]).filter(isEntry);
		const ours = entries.filter(({ marketplace_id: id }) => id === this.marketplace);
		return ours.length > 0 ? ours : entries.filter(({ marketplace_id: id }) => id === undefined || id === null);
	}

	/** As `entries`, of one language: that of the marketplace's country, else the first one. */
	private inOneLanguage(name: string): readonly Entry[] {
		const entries = this.entries(name);
		const tags = entries.flatMap(({ language_tag: tag }) => (typeof tag === 'string' ? [tag] : []));
		const country = findMarketplace(this.marketplace)?.country;
		const language = tags.find((tag) => country !== undefined && tag.toUpperCase().endsWith(`_${country}`)) ?? tags[0];
		return entries.filter(({ language_tag: tag }) => tag === undefined || tag === null || tag === language);
	}

	/** All values that can be shown, each once. */
	texts(name: string): readonly string[] {
		const all = this.inOneLanguage(name).flatMap((entry) => {
			const value = shown(entry.value);
			if (value === undefined) return [];
			const unit = typeof entry.value === 'number' || /^[\d.]+$/.test(value) ? shown(entry.unit) : undefined;
			return [unit === undefined ? asWords(value) : `${value} ${asWords(unit)}`];
		});
		return [...new Set(all)];
	}

	/** The values as Amazon wrote them, each once. */
	whole(name: string): readonly string[] {
		return [...new Set(this.inOneLanguage(name).flatMap(({ value }) => shown(value) ?? []))];
	}

	/** The first of them. */
	text(name: string): string | undefined {
		return this.whole(name)[0];
	}

	/**
	 * What stands under the name, however deep: `size` of `apparel_size: [{ size: 'm', size_system: 'as4' }]`, or of
	 * `display: [{ size: [{ value: 82, unit: 'inches' }] }]`.
	 */
	within(name: string, part: string): readonly string[] {
		return this.inOneLanguage(name).flatMap((entry) => {
			const value = shown(entry[part]);
			if (value !== undefined) return [asWords(value)];
			return new Attributes({ [part]: entry[part] }, this.marketplace).texts(part);
		});
	}
}
