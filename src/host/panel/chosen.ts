import type { IDataObject } from 'n8n-workflow';

/** What was chosen; a variation's ID comes with that of its parent. */
export type Chosen = { readonly by: 'sku'; readonly sku: string } | { readonly by: 'id'; readonly id: string; readonly parentId?: string };

/** Undefined where nothing was chosen. The SKU is as it was written: a space at its end is a part of it. */
export function chosenListing(value: unknown): string | undefined {
	const { text } = written(value);
	return text.trim() === '' ? undefined : text;
}

/** Undefined where nothing was chosen. A text without a mode (an expression in the place of the field, an agent) is a SKU. */
export function chosenProduct(value: unknown): Chosen | undefined {
	const { mode, text } = written(value);
	if (text.trim() === '') return undefined;
	if (mode === 'sku') return { by: 'sku', sku: text };
	const [id = '', parentId] = text.split('/', 2).reverse();
	return { by: 'id', id: id.trim(), ...(parentId === undefined ? {} : { parentId: parentId.trim() }) };
}

/** As a product stands in the list, and under "By ID". */
export const productValue = ({ id, parentId }: { readonly id: string; readonly parentId?: string }): string =>
	parentId === undefined ? id : `${parentId}/${id}`;

function written(value: unknown): { readonly mode: string; readonly text: string } {
	if (typeof value !== 'object' || value === null) return { mode: 'sku', text: textOf(value) };
	const { mode, value: inside } = value as IDataObject;
	return { mode: textOf(mode), text: textOf(inside) };
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
