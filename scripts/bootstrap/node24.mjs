import { existsSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BootstrapFailure } from './failure.mjs';
import { installOnce } from './install-once.mjs';
import { cacheDir } from './paths.mjs';
import { runStep } from './run-step.mjs';
import { NODE_VERSION } from './versions.mjs';

/** 24.11 began the long-term support of this line. */
const OLDEST_MINOR = 11;

const NPM_INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/** The binary comes from the package that the `node` package itself would fetch for this machine. */
function platformPackage() {
	return `node-${process.platform}-${process.arch}`;
}

function binary(nodeDir) {
	return join(nodeDir, 'bin', 'node');
}

function runsOnNode24() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	return major === 24 && minor >= OLDEST_MINOR;
}

/**
 * The pinned Node 24 in the cache, with its headers (`nodeDir` is what node-gyp calls nodedir).
 * @returns {Promise<{node: string, nodeDir: string}>}
 */
async function ensurePinnedNode() {
	const folder = join(cacheDir(), `node-${NODE_VERSION}`);
	const name = platformPackage();
	await installOnce({
		folder,
		stamp: NODE_VERSION,
		title: `Node ${NODE_VERSION}`,
		install: async (temporary) => {
			await writeFile(join(temporary, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: NODE_VERSION } }));
			await runStep(`Getting Node ${NODE_VERSION}`, 'npm', NPM_INSTALL, { cwd: temporary, estimate: '10 s' }).catch((error) => {
				throw new BootstrapFailure(
					`${error.message}\nOr install Node ${NODE_VERSION} yourself: a Node 24 that runs this is used as it is.`,
				);
			});
			// Built for glibc: on Alpine it installs and does not run.
			await runStep(`Starting Node ${NODE_VERSION}`, binary(join(temporary, 'node_modules', name)), ['--version'], { quiet: true });
		},
	});
	const nodeDir = join(folder, 'node_modules', name);
	return { node: binary(nodeDir), nodeDir };
}

/** Path of a Node 24: the running one where it is new enough, else the pinned one. */
export async function ensureNode24() {
	return runsOnNode24() && existsSync(process.execPath) ? process.execPath : (await ensurePinnedNode()).node;
}

/** Folder with the C++ headers of a Node 24, for compiling: the node's own, else the pinned one's (same ABI). */
export async function ensureHeaders(node) {
	const ownDir = dirname(dirname(realpathSync(node)));
	return existsSync(join(ownDir, 'include', 'node', 'node.h')) ? ownDir : (await ensurePinnedNode()).nodeDir;
}

/** The environment in which `node` (and everything npm starts) is Node 24. */
export function withNode24(node, env = process.env) {
	return { ...env, PATH: `${dirname(node)}:${env.PATH ?? ''}` };
}
