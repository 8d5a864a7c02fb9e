import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyAssets } from './assets';
import { bundleAll } from './bundle';
import { buildCache, projectDir } from './layout';
import { writeLicenses } from './licenses';
import { writeMetadata } from './metadata';
import { checkRegistration } from './registration';

/**
 * Builds dist/. It is made beside the present one and takes its place when it is complete, so that a running n8n
 * or test never sees half of it.
 */
export async function buildPackage(): Promise<void> {
	await checkRegistration();
	const stage = join(buildCache, `stage-${process.pid}`);
	await rm(stage, { recursive: true, force: true });
	await mkdir(join(stage, 'dist'), { recursive: true });
	try {
		await copyFile(join(projectDir, 'package.json'), join(stage, 'package.json'));
		const metafiles = await bundleAll(stage);
		await copyAssets(stage);
		await writeLicenses(stage, metafiles);
		await writeMetadata(stage);
		await rm(join(projectDir, 'dist'), { recursive: true, force: true });
		await rename(join(stage, 'dist'), join(projectDir, 'dist'));
	} finally {
		await rm(stage, { recursive: true, force: true });
	}
}
