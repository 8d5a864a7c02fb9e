import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
	readonly key: string;
	readonly cert: string;
}

/** A certificate of our own for these host names; undefined where openssl is not installed. */
export function makeCertificate(names: readonly string[]): Certificate | undefined {
	const folder = mkdtempSync(join(tmpdir(), 'storebridge-tls-'));
	try {
		const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
		const made = spawnSync('openssl', [
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
			...['-subj', '/CN=storebridge-test', '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`],
			...['-keyout', key, '-out', cert],
		]);
		if (made.error !== undefined || made.status !== 0) return undefined;
		return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
