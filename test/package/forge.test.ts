import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir, readJson, type Manifest } from './packed-package';
import { projectFiles } from './tree';

const textOf = (file: string): string => readFileSync(join(projectDir, file), 'utf8');
const commandsOf = (workflow: string): readonly string[] =>
	textOf(`.github/workflows/${workflow}.yml`)
		.split('\n')
		.flatMap((line) => /^ +- run: (.+)$/.exec(line)?.[1] ?? []);

describe('what a public forge runs', () => {
	it('tests with the command of the README, as .ci/run does', () => {
		expect(textOf('README.md')).toContain('```sh\nnpm test\n```');
		expect(textOf('.ci/run')).toContain('\nexec npm test\n');
		expect(commandsOf('ci').at(-1)).toBe('npm test');
	});

	it('publishes what was tested and built there, with provenance and without a token', () => {
		expect(commandsOf('release')).toEqual(['npm test', 'npm run build', 'npm publish --provenance --access public']);
		expect(textOf('.github/workflows/release.yml')).toContain('\n  id-token: write\n');
		expect(textOf('.github/workflows/release.yml')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
	});

	it('runs on the Node of .nvmrc', () => {
		for (const workflow of ['ci', 'release']) expect(textOf(`.github/workflows/${workflow}.yml`)).toContain('node-version-file: .nvmrc');
	});

	it('finds the version of the package in the changelog', () => {
		const { version } = readJson(join(projectDir, 'package.json')) as Manifest;
		expect(textOf('CHANGELOG.md').split('\n')).toContain(`## ${version}`);
	});
});

it('no file names the host of a package registry', () => {
	const files = projectFiles();
	const hosts = new RegExp(['npm' + 'js', 'yarn' + 'pkg', 'npm\\.pkg\\.git' + 'hub'].map((name) => `\\b${name}\\.(com|org)`).join('|'));
	expect(files).toEqual(expect.arrayContaining(['package-lock.json', '.npmrc', '.github/workflows/ci.yml', '.changeset/config.json']));
	expect(files.filter((file) => !file.endsWith('.png') && hosts.test(textOf(file)))).toEqual([]);
}, 30_000);
