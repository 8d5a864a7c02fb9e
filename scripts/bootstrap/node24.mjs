import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { installOnce } from './install-once.mjs';
import { cacheDir } from './paths.mjs';
import { runStep } from './run-step.mjs';
import { NODE_VERSION } from './versions.mjs';

const NPM_INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** The binary comes from the package that the `node` package itself would fetch for this machine. */
function platformPackage() {
	return `node-${process.platform}-${process.arch}`;
}

function runsOnNode24() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [, pinnedMinor] = NODE_VERSION.split('.').map(Number);
	return major === 24 && minor >= pinnedMinor;
}

/**
 * The pinned Node 24 in the cache, with its headers (`nodeDir` is what node-gyp calls nodedir).
 * @returns {Promise<{node: string, nodeDir: string}>}
 */
export async function ensurePinnedNode() {
	const folder = join(cacheDir(), `node-${NODE_VERSION}`);
	const name = platformPackage();
	await installOnce({
		folder,
		stamp: NODE_VERSION,
		title: `Node ${NODE_VERSION}`,
		install: async (temporary) => {
			await writeFile(
				join(temporary, 'package.json'),
				JSON.stringify({ private: true, dependencies: { [name]: NODE_VERSION } }),
			);
			await runStep(`Getting Node ${NODE_VERSION}`, 'npm', NPM_INSTALL, { cwd: temporary, estimate: '10 s' });
		},
	});
	const nodeDir = join(folder, 'node_modules', name);
	return { node: join(nodeDir, 'bin', 'node'), nodeDir };
}

/** Path of a Node 24: the running one where it is new enough, else the pinned one. */
export async function ensureNode24() {
	return runsOnNode24() && existsSync(process.execPath) ? process.execPath : (await ensurePinnedNode()).node;
}

/** The environment in which `node` (and everything npm starts) is Node 24. */
export function withNode24(node, env = process.env) {
	return { ...env, PATH: `${dirname(node)}:${env.PATH ?? ''}` };
}
