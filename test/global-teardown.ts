import { rmSync } from 'node:fs';

export default function tearDown(): void {
	const folder = process.env.N8N_USER_FOLDER;
	if (folder?.includes('storebridge-test-')) rmSync(folder, { recursive: true, force: true });
}
