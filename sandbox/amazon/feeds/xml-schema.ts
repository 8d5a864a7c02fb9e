import type { XmlElement } from './xml-document';

/** What a text must be. */
export type TextRule = (text: string) => boolean;

/** One place in the order of an element's children. */
export interface XmlField {
	/** More than one: any of them. */
	readonly names: readonly string[];
	readonly least: 0 | 1;
	readonly most: number;
	/** Its children, what its text must be, or nothing that is looked at. */
	readonly of: readonly XmlField[] | TextRule | 'anything';
}

const named = (name: string | readonly string[]): readonly string[] => (typeof name === 'string' ? [name] : name);

export const one = (name: string | readonly string[], of: XmlField['of']): XmlField => ({ names: named(name), least: 1, most: 1, of });
export const maybe = (name: string | readonly string[], of: XmlField['of']): XmlField => ({ names: named(name), least: 0, most: 1, of });
export const many = (name: string, of: XmlField['of'], most = Infinity): XmlField => ({ names: [name], least: 0, most, of });

export const anyText: TextRule = () => true;
export const someText: TextRule = (text) => text.trim() !== '';
export const positive: TextRule = (text) => /^\s*\+?0*[1-9]\d*\s*$/.test(text);
export const dateTime: TextRule = (text) =>
	/^\s*\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?\s*$/.test(text) && !Number.isNaN(Date.parse(text.trim()));
export const oneOf =
	(choices: Iterable<string>): TextRule =>
	(text) =>
		[...choices].includes(text);

export interface XmlViolation {
	readonly message: string;
	readonly line: number;
	readonly column: number;
}

const at = ({ line, column }: XmlElement, message: string): XmlViolation => ({ message, line, column });

const expectedFrom = (fields: readonly XmlField[]): string => {
	const end = fields.findIndex(({ least }) => least === 1);
	return (end < 0 ? fields : fields.slice(0, end + 1)).flatMap(({ names }) => names).join(', ');
};

/** The first thing in which an element is not what its schema says: children in their order, texts by their rules. */
export function violationOf(element: XmlElement, of: XmlField['of']): XmlViolation | undefined {
	if (of === 'anything') return undefined;
	const { name, text, children } = element;
	if (typeof of === 'function') {
		const [child] = children;
		if (child !== undefined) return at(child, `cvc-type.3.1.2: Element '${name}' is a simple type, so it must have no element children.`);
		return of(text) ? undefined : at(element, `cvc-type.3.1.3: The value '${text}' of element '${name}' is not valid.`);
	}
	if (text.trim() !== '') return at(element, `cvc-complex-type.2.3: Element '${name}' cannot have character children.`);
	let position = 0;
	for (const [index, { names, least, most, of: inner }] of of.entries()) {
		let found = 0;
		while (found < most && names.includes(children[position]?.name ?? '')) {
			const child = children[position] as XmlElement;
			const violation = violationOf(child, inner);
			if (violation !== undefined) return violation;
			found += 1;
			position += 1;
		}
		if (found >= least) continue;
		const expected = `One of '{${expectedFrom(of.slice(index))}}' is expected.`;
		const next = children[position];
		return next === undefined
			? at(element, `cvc-complex-type.2.4.b: The content of element '${name}' is not complete. ${expected}`)
			: at(next, `cvc-complex-type.2.4.a: Invalid content was found starting with element '${next.name}'. ${expected}`);
	}
	const rest = children[position];
	return rest === undefined
		? undefined
		: at(rest, `cvc-complex-type.2.4.d: Invalid content was found starting with element '${rest.name}'.`);
}

export const childOf = (element: XmlElement, name: string): XmlElement | undefined => element.children.find((child) => child.name === name);

/** A child's text; undefined where there is no such child, or nothing in it. */
export function textIn(element: XmlElement | undefined, name: string): string | undefined {
	const text = element === undefined ? undefined : childOf(element, name)?.text;
	return text === undefined || text === '' ? undefined : text;
}
