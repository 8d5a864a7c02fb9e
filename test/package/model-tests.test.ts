import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectDir } from './packed-package';

const script = `
	import { pathToFileURL } from 'node:url';
	const module = await import(pathToFileURL('scripts/model-tests.mjs'));
	const test = (title, status) => ({ ancestorTitles: [title], status });
	const suite = (...testResults) => ({ testResults });
	const report = (...suites) => new module.default().onRunComplete(undefined, { testResults: suites });
`;

/** Runs lines with the reporter at hand; what was printed. */
function run(lines: string, env: Readonly<Record<string, string>> = {}): string {
	const args = ['--input-type=module', '-e', `${script}${lines}`];
	const { SP_API_MODELS_DIR: _models, STOREBRIDGE_MODEL_TESTS: _file, ...own } = process.env;
	const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: projectDir, env: { ...own, ...env }, encoding: 'utf8' });
	expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
	return stdout + stderr;
}

describe("the count of tests against Amazon's models", () => {
	it('says how many ran', () => {
		const said = run(
			`report(suite(test("Amazon's models: orders", 'passed'), test('orders', 'passed')), suite(test("Amazon's models: x", 'failed')));`,
		);
		expect(said.trim()).toBe("2 tests against Amazon's models.");
	});

	it('says how many were left out, and how to get the models', () => {
		const said = run(`report(suite(test("Amazon's models: orders", 'pending'), test("Amazon's models: x", 'pending')));`);
		expect(said).toMatch(/^\s*2 tests against Amazon's models were left out/);
		expect(said).toContain('github.com/amzn/selling-partner-api-models');
		expect(said).toContain('npm run models');
	});

	it('says nothing when a run had none of them', () => {
		expect(run(`report(suite(test('orders', 'passed')));`)).toBe('');
	});

	it('adds up the runs of a whole `npm test`', () => {
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-model-tests-'));
		const counts = join(folder, 'inside', 'counts');
		const lines = `
			import { mkdirSync, existsSync } from 'node:fs';
			mkdirSync(${JSON.stringify(join(folder, 'inside'))});
			report(suite(test("Amazon's models: orders", 'passed')));
			report(suite(test('n8n', 'passed')));
			console.log(JSON.stringify(module.takeCounts(${JSON.stringify(counts)})), existsSync(${JSON.stringify(join(folder, 'inside'))}));
			console.log(JSON.stringify(module.takeCounts(${JSON.stringify(counts)})));
		`;
		expect(run(lines, { STOREBRIDGE_MODEL_TESTS: counts })).toBe('{"ran":1,"leftOut":0} false\n{"ran":0,"leftOut":0}\n');
		rmSync(folder, { recursive: true, force: true });
	});

	it('looks for the models where the tests do', () => {
		expect(run('console.log(module.modelsFolder());')).toBe(`${join(projectDir, '..', 'shared', 'sp-api-models')}\n`);
		expect(run('console.log(module.modelsFolder());', { SP_API_MODELS_DIR: '/elsewhere' })).toBe('/elsewhere\n');
	});

	it('is of models that `npm run models` fetches', () => {
		const named = (pattern: string, of: RegExp): readonly string[] =>
			globSync(pattern, { cwd: projectDir }).flatMap((file) => readFileSync(join(projectDir, file), 'utf8').match(of) ?? []);
		const models = /(?<=')[a-z][a-z-]*-(?:v\d|\d{4}-\d{2}-\d{2})\.json(?=')/g;
		const fetched = named('scripts/amazon-models.mjs', models);
		expect([...new Set(named('{src,sandbox,test}/**/*.ts', models))].sort()).toEqual([...fetched].sort());
	});
});
