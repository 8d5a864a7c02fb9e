import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresAddress } from '../../src/database/postgres-address';

describe('where PostgreSQL is', () => {
	it('checks certificates on other machines, and asks none of this one', () => {
		expect(postgresAddress({ host: 'db.example', database: 'n8n', user: 'u', password: 'p' })).toEqual({
			host: 'db.example',
			port: 5432,
			database: 'n8n',
			user: 'u',
			password: 'p',
			ssl: { rejectUnauthorized: true },
		});
		for (const host of ['localhost', '127.0.0.1', '::1', '/var/run/postgresql']) expect(postgresAddress({ host }).ssl).toBe(false);
		expect(postgresAddress({ host: 'localhost', ssl: { ca: 'PEM' } }).ssl).toEqual({ ca: 'PEM', rejectUnauthorized: true });
		expect(postgresAddress({ host: 'db.example', ssl: { ca: 'PEM' } }).ssl).toEqual({ ca: 'PEM', rejectUnauthorized: true });
	});

	it('goes without TLS where somebody chose so', () => {
		expect(postgresAddress({ host: 'postgres', ssl: false }).ssl).toBe(false);
		expect(postgresAddress({ connectionString: 'postgres://u:p@postgres/n8n?sslmode=disable' }).ssl).toBe(false);
		expect(postgresAddress({ host: 'postgres', ssl: { rejectUnauthorized: false } }).ssl).toEqual({ rejectUnauthorized: false });
	});

	it('reads a connection string', () => {
		expect(postgresAddress({ connectionString: 'postgres://us%40er:p%2Fw@db.example:5433/my%20db?sslmode=require' })).toEqual({
			host: 'db.example',
			port: 5433,
			database: 'my db',
			user: 'us@er',
			password: 'p/w',
			ssl: { rejectUnauthorized: true },
		});
		expect(postgresAddress({ connectionString: 'postgresql://[::1]/n8n' })).toEqual({
			host: '::1',
			port: 5432,
			database: 'n8n',
			ssl: false,
		});
	});

	it('reads the authority of a connection string from its file, or says that it cannot', () => {
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-test-'));
		const file = join(folder, 'ca.pem');
		const address = { connectionString: `postgres://u:secret@db.example/n8n?sslrootcert=${file}`, settings: 'THE_VARIABLE' };
		expect(() => postgresAddress(address)).toThrow(`THE_VARIABLE: the file "${file}" of sslrootcert cannot be read (ENOENT)`);
		writeFileSync(file, 'PEM');
		expect(postgresAddress(address).ssl).toEqual({ ca: 'PEM', rejectUnauthorized: true });
		rmSync(folder, { recursive: true });
	});

	it.each(['allow', 'prefer', 'no-verify'])('lets no connection string weaken TLS: sslmode=%s', (mode) => {
		expect(() => postgresAddress({ connectionString: `postgres://u:secret@db.example/n8n?sslmode=${mode}` })).toThrow('Leave sslmode out');
	});

	it.each(['mysql://u:secret@db.example/n8n', 'u:secret@db.example', 'postgres://u:secret%@db.example/n8n', ''])(
		'does not repeat a connection string that is none (%#)',
		(connectionString) => {
			let text = '';
			try {
				postgresAddress({ connectionString });
			} catch (error) {
				text = String(error);
			}
			expect(text).toContain('not of the form');
			expect(text).not.toContain('secret');
		},
	);
});
