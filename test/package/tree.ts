import { readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob, sep } from 'node:path';
import { projectDir } from './packed-package';

const ignored = readFileSync(join(projectDir, '.gitignore'), 'utf8')
	.split('\n')
	.flatMap((line) => (line === '' ? [] : line.replace(/\/$/, '')));

const isOurs = (name: string): boolean => name !== '.git' && !ignored.some((pattern) => matchesGlob(name, pattern));

/** Folders directly under one of the project, without what git leaves out. */
export const foldersOf = (folder: string): readonly string[] =>
	readdirSync(join(projectDir, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && isOurs(entry.name))
		.map(({ name }) => name)
		.sort();

/** All files of the project, those that begin with a dot too, without what git leaves out. */
export function projectFiles(): readonly string[] {
	const top = readdirSync(projectDir, { withFileTypes: true }).filter(({ name }) => isOurs(name));
	return top.flatMap((entry) => {
		if (!entry.isDirectory()) return [entry.name];
		return readdirSync(join(projectDir, entry.name), { recursive: true, withFileTypes: true })
			.filter((found) => found.isFile() && isOurs(found.name))
			.map((found) =>
				join(found.parentPath, found.name)
					.slice(projectDir.length + 1)
					.split(sep)
					.join('/'),
			);
	});
}
