import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Real processes and servers, on machines that do other things too.
jest.setTimeout(60_000);

/** Runs in a process of its own, where nothing else has loaded anything. */
const loadedAfter = (open: string): { readonly pg: boolean; readonly sqlite: boolean } => {
	const script = `
		const { openSqlite, openPostgres } = require(${JSON.stringify(join(__dirname, '..', '..', 'src', 'database', 'index.ts'))});
		(async () => {
			${open}
			const pg = Object.keys(require.cache).some((file) => /node_modules.pg.lib/.test(file));
			const sqlite = process.moduleLoadList.includes('NativeModule sqlite') || process.moduleLoadList.includes('Internal Binding sqlite');
			console.log(JSON.stringify({ pg, sqlite }));
		})();`;
	const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=commonjs', '-e', script], {
		encoding: 'utf8',
		cwd: join(__dirname, '..', '..'),
	});
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout) as { pg: boolean; sqlite: boolean };
};

describe('loading', () => {
	it('loads a database only when it is opened', () => {
		expect(loadedAfter('')).toEqual({ pg: false, sqlite: false });
		expect(loadedAfter(`await (await openSqlite({ file: ':memory:' })).close();`)).toEqual({ pg: false, sqlite: true });
		expect(loadedAfter(`await openPostgres({ host: '127.0.0.1', port: 1, hmacKey: 'k'.repeat(16) }).catch(() => undefined);`)).toEqual({
			pg: true,
			sqlite: false,
		});
	});
});
