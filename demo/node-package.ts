import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment } from './clean-environment';
import { runCommand } from './run-command';

const projectDir = join(__dirname, '..');
export const packageName = 'n8n-nodes-storebridge';

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
 * Installs a packed package step by step as n8n's "Settings > Community nodes" does (community-packages.service of
 * n8n 2.40): unpacked below `<user folder>/.n8n/nodes`, without its development, peer and optional dependencies, and
 * with npm fetching the others. N8N_CUSTOM_EXTENSIONS would rename the node types to `CUSTOM.x`, and shipped workflows
 * would not find them.
 */
export async function installPackage(userFolder: string, tarball: string, node: string): Promise<void> {
	const env = cleanEnvironment(node);
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const cwd = join(nodesFolder, 'node_modules', packageName);
	await mkdir(cwd, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', cwd, '--strip-components=1'], { cwd, env });
	const manifestFile = join(cwd, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Readonly<Record<string, unknown>>;
	const { devDependencies: _development, peerDependencies: _peers, optionalDependencies: _optional, ...installed } = manifest;
	await writeFile(manifestFile, JSON.stringify(installed, null, 2));
	const flags = [
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	];
	await runCommand('npm', ['install', ...flags], { cwd, env });
	const list = { name: 'installed-nodes', private: true, dependencies: { [packageName]: installed.version } };
	await writeFile(join(nodesFolder, 'package.json'), JSON.stringify(list, null, 2));
}
