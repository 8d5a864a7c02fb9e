import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';

export const projectDir = join(__dirname, '..');

/** The one entrance to our own code; everything behind it becomes dist/core.js. */
export const coreEntry = join(projectDir, 'src', 'host', 'index.ts');

/** Where the staged package.json, dist/ and temporary files of builds live. */
export const buildCache = join(projectDir, '.cache', 'build');

/** File of an SDK that is a chunk of its own, relative to dist/. */
export function vendorFile(name: string): string {
	return `vendor/${name.split('/').at(-1) ?? name}.js`;
}

export interface EntryFile {
	/** Source, relative to the project, e.g. `nodes/PushStock/PushStock.node.ts`. */
	readonly source: string;
	/** Compiled file as package.json lists it, e.g. `dist/nodes/PushStock/PushStock.node.js`. */
	readonly compiled: string;
	/** The class that n8n instantiates: the file name up to the first dot. */
	readonly className: string;
}

function entries(pattern: string): EntryFile[] {
	return globSync(pattern, { cwd: projectDir })
		.map((found) => found.replaceAll('\\', '/'))
		.sort()
		.map((source) => ({
			source,
			compiled: `dist/${source.replace(/\.ts$/, '.js')}`,
			className: basename(source).split('.')[0] ?? '',
		}));
}

export function nodeFiles(): EntryFile[] {
	return entries('nodes/**/*.node.ts');
}

export function credentialFiles(): EntryFile[] {
	return entries('credentials/**/*.credentials.ts');
}

export function hasCore(): boolean {
	return existsSync(coreEntry);
}
