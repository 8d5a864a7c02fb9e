import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** n8n-core writes an encryption key into the user's home as soon as it is used. In tests it gets a folder of its own. */
export default function setUp(): void {
	process.env.TZ = 'UTC';
	process.env.N8N_ENCRYPTION_KEY = 'storebridge-test-encryption-key';
	process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'storebridge-test-'));
}
