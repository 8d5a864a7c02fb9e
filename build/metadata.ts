import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localBinary, runCommand } from './run-command';

/**
 * Lets n8n's own tool write dist/known and dist/types, with which n8n starts without loading any node file.
 * It runs in the stage, whose package.json lists the nodes.
 */
export async function writeMetadata(stage: string): Promise<void> {
	const userFolder = await mkdtemp(join(tmpdir(), 'storebridge-build-'));
	try {
		await runCommand(localBinary('n8n-generate-metadata'), [], {
			cwd: stage,
			env: { N8N_USER_FOLDER: userFolder, N8N_ENCRYPTION_KEY: 'unused', N8N_LOG_LEVEL: 'error' },
		});
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
	// Read by n8n's own repository only.
	await rm(join(stage, 'dist', 'methods'), { recursive: true, force: true });
}
