import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment } from './clean-environment';
import { runCommand } from './run-command';

const projectDir = join(__dirname, '..');
export const packageName = 'n8n-nodes-storebridge';

/** The folder in which n8n keeps the community packages of a user folder. */
const nodesFolder = (userFolder: string): string => join(userFolder, '.n8n', 'nodes');

/**
 * Builds the package and packs it as it would be published.
 * @returns path of the tarball in `folder`
 */
export async function packPackage(folder: string, node: string): Promise<string> {
	const options = { cwd: projectDir, env: cleanEnvironment(node) };
	await mkdir(folder, { recursive: true });
	await runCommand(join(projectDir, 'node_modules', '.bin', 'gulp'), ['build'], options);
	const answer: unknown = JSON.parse(
		await runCommand('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], options),
	);
	const packed: unknown = Array.isArray(answer) ? answer[0] : undefined;
	if (typeof packed !== 'object' || packed === null || !('filename' in packed) || typeof packed.filename !== 'string') {
		throw new Error('npm pack did not say what it packed');
	}
	return join(folder, packed.filename);
}

/**
 * Installs a packed package as n8n installs community packages: into `<user folder>/.n8n/nodes`, without peer
 * dependencies and install scripts (community-packages.service of n8n 2.40). N8N_CUSTOM_EXTENSIONS would rename the
 * node types to `CUSTOM.x`, and shipped workflows would not find them.
 */
export async function installPackage(userFolder: string, tarball: string, node: string): Promise<void> {
	const cwd = nodesFolder(userFolder);
	await mkdir(cwd, { recursive: true });
	await writeFile(join(cwd, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }));
	const flags = ['--omit=peer', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
	await runCommand('npm', ['install', ...flags, tarball], { cwd, env: cleanEnvironment(node) });
}
