import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { outputSchemaFiles } from '../../build/output-schemas';
import { projectDir } from './packed-package';

describe('the output schemas beside the nodes', () => {
	const files = globSync('nodes/**/__schema__/**/*.json', { cwd: projectDir }).map((file) => file.split(sep).join('/'));

	it('are all made by the build, for every node', () => {
		expect(files.sort()).toEqual([...outputSchemaFiles().keys()].sort());
		const nodes = globSync('nodes/*/*.node.ts', { cwd: projectDir }).map((file) => file.split(sep)[1]);
		expect(new Set(files.map((file) => file.split('/')[1]))).toEqual(new Set(nodes));
	});

	it.each([...outputSchemaFiles()])('%s says what the schema in src/host says (npx gulp schemas writes it)', (file, content) => {
		expect(readFileSync(join(projectDir, file), 'utf8')).toBe(content);
	});
});
