import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { executionsKept } from '../../src/host/n8n-executions';

// Real processes, on machines that do other things too.
jest.setTimeout(60_000);

interface N8nReading {
	readonly timezone: string;
	readonly pruneData: boolean;
	readonly pruneDataMaxAge: number;
	readonly saveDataOnSuccess: string;
	readonly saveDataOnError: string;
}

describe('what n8n keeps of executions', () => {
	const before = { ...process.env };
	beforeEach(() => {
		process.env = { PATH: before.PATH };
	});
	afterEach(() => {
		process.env = before;
	});

	/** Read in a process of its own: n8n's classes hold what they read first. */
	function asN8nReads(): N8nReading {
		const script = `
			require('reflect-metadata');
			const { ExecutionsConfig, GlobalConfig } = require('@n8n/config');
			const { Container } = require('@n8n/di');
			console.log(JSON.stringify({ ...Container.get(ExecutionsConfig), timezone: Container.get(GlobalConfig).generic.timezone }));`;
		const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
			encoding: 'utf8',
			env: { ...process.env },
			cwd: join(__dirname, '..', '..'),
		});
		if (stdout === '') throw new Error(stderr);
		return JSON.parse(stdout) as N8nReading;
	}

	it.each<readonly [string, Readonly<Record<string, string>>]>([
		['nothing', {}],
		[
			'everything',
			{
				EXECUTIONS_DATA_PRUNE: 'false',
				EXECUTIONS_DATA_MAX_AGE: '720',
				EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
				EXECUTIONS_DATA_SAVE_ON_ERROR: 'none',
				GENERIC_TIMEZONE: 'Europe/Madrid',
			},
		],
		['quotation marks and spaces', { EXECUTIONS_DATA_SAVE_ON_SUCCESS: ' "none" ', GENERIC_TIMEZONE: "'Europe/Madrid'" }],
		[
			'what is no number, no yes or no, and none of the choices',
			{
				EXECUTIONS_DATA_PRUNE: 'no',
				EXECUTIONS_DATA_MAX_AGE: 'a month',
				EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'never',
				GENERIC_TIMEZONE: 'Nowhere',
			},
		],
		['empty texts', { EXECUTIONS_DATA_PRUNE: '', EXECUTIONS_DATA_MAX_AGE: '', EXECUTIONS_DATA_SAVE_ON_ERROR: '', GENERIC_TIMEZONE: '' }],
		['other spellings', { EXECUTIONS_DATA_PRUNE: '0', EXECUTIONS_DATA_SAVE_ON_ERROR: 'NONE' }],
	])('is read as n8n itself reads its variables: %s', (_what, variables) => {
		Object.assign(process.env, variables);
		const { timezone, pruneData, pruneDataMaxAge, saveDataOnSuccess, saveDataOnError } = asN8nReads();
		const { timeZone, prunes, keptHours, saves } = executionsKept();
		expect({ timeZone, prunes, keptHours, ...saves }).toEqual({
			// An empty one is no zone: nobody chose it.
			timeZone: timezone === '' ? 'America/New_York' : timezone,
			prunes: pruneData,
			keptHours: pruneDataMaxAge,
			succeeded: saveDataOnSuccess === 'all',
			failed: saveDataOnError === 'all',
		});
	});
});
