import { isBuiltin } from 'node:module';
import table from './import-table.json';

/** Whether a path of ours, with or without its extension, is in a place of the table or is the place itself. */
function isIn(place: string, path: string): boolean {
	const pattern = place.split('/').map((name) => (name === '*' ? '[^/]+' : name));
	return new RegExp(`^${pattern.join('/')}(/|\\.ts$|$)`).test(path);
}

/** The part that a file belongs to, and its folder there: a platform's own where the table says `*`. */
function partOf(file: string): { readonly part: (typeof table.parts)[number]; readonly folder: string } | undefined {
	const folders = file.split('/').slice(0, -1);
	for (const part of table.parts) {
		const folder = folders.slice(0, part.part.split('/').length).join('/');
		if (isIn(part.part, folder)) return { part, folder };
	}
	return undefined;
}

const names = (allowed: string, wanted: string): boolean => allowed === '*' || wanted === allowed || wanted.startsWith(`${allowed}/`);

/** Whether a file may import something of ours, given by its path in the project. */
export function mayImportOurs(file: string, wanted: string): boolean {
	const found = partOf(file);
	return found !== undefined && [found.folder, ...found.part.ours].some((place) => isIn(place, wanted));
}

export function mayImportPackage(file: string, wanted: string): boolean {
	const found = partOf(file);
	if (found === undefined) return false;
	const sdks = Object.entries(table.sdks).filter(([, folder]) => isIn(folder, file));
	return isBuiltin(wanted) || [...found.part.packages, ...sdks.map(([name]) => name)].some((allowed) => names(allowed, wanted));
}

export const parts: readonly string[] = table.parts.map(({ part }) => part);

/**
 * Packages that become a file of their own and are loaded on first use, so that a workflow that never talks to Amazon
 * never pays for Amazon's SDK. In `src` they are imported with `await import('<name>')` only.
 */
export const vendorPackages: readonly string[] = Object.keys(table.sdks);

/** Given by n8n at run time. A copy of our own would break `instanceof NodeOperationError`. */
export const isFromN8n = (name: string): boolean => table.fromN8n.includes(name);

/** Of what a node or credential file may inline something: types, tables and texts without state. */
export const mayBeInlined = (path: string): boolean => table.inlinedInNodes.some((place) => isIn(place, path));
