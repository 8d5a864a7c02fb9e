import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const adapter = join(__dirname, '../../../../src/platforms/woocommerce');
/** What is handed to the client, and the paths that are named first. */
const spelled =
	/(?:\b(?:client|tracking|details|inBrief\(\))\.(?:get|find|page|pages|pageFrom|post|put|remove)\(\s*|\blisted\(\s*|\bpath = )(['`])(.+?)\1/g;

/** Every path that the adapter spells, with `#` for what it fills in: `orders/#/notes`; `#/notes` below a path named before. */
export function pathsInSource(): readonly string[] {
	const files = readdirSync(adapter, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
	const found = files.flatMap((file) => [...readFileSync(join(adapter, file), 'utf8').matchAll(spelled)].map(([, , path]) => path ?? ''));
	return [...new Set(found.map((path) => path.replace(/\$\{[^}]*\}/g, '#')))].sort();
}
