import { isBuiltin } from 'node:module';
import { dirname, relative, sep } from 'node:path';
import type { OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';
import { isFromN8n, mayBeInlined, vendorPackages } from './import-table';
import { coreEntry, projectDir, vendorFile } from './layout';

/** Marks resolutions that this plugin started itself. */
const RESOLVING = { resolving: true };

function refuse(args: OnResolveArgs, reason: string): OnResolveResult {
	return { errors: [{ text: `${relative(projectDir, args.importer)} imports "${args.path}": ${reason}` }] };
}

function isRelative(path: string): boolean {
	return path.startsWith('.');
}

function fromHost(path: string): OnResolveResult | undefined {
	return isFromN8n(path) || isBuiltin(path) ? { path, external: true } : undefined;
}

/**
 * For node and credential files: our own code is reached lazily through the one shared chunk, so that token cache,
 * token buckets and database handle exist once per process and n8n's start loads none of it.
 */
export function edgeImports(outputFile: string): Plugin {
	const core = relative(dirname(outputFile), 'dist/core.js').split(sep).join('/');
	return {
		name: 'storebridge-edge-imports',
		setup(build) {
			build.onResolve({ filter: /.*/ }, async (args) => {
				if (args.kind === 'entry-point' || args.pluginData === RESOLVING) return undefined;
				const given = fromHost(args.path);
				if (given) return given;
				if (!isRelative(args.path)) {
					return refuse(args, 'node and credential files use packages only through `await import("…/src/host")`');
				}
				const { path, errors } = await build.resolve(args.path, {
					kind: args.kind,
					importer: args.importer,
					resolveDir: args.resolveDir,
					pluginData: RESOLVING,
				});
				if (errors.length > 0) return { errors };
				if (path === coreEntry) {
					if (args.kind === 'dynamic-import') return { path: core, external: true };
					return refuse(args, 'src/host is imported lazily: `await import("…/src/host")` inside execute, poll or webhook');
				}
				if (mayBeInlined(relative(projectDir, path).split(sep).join('/'))) return { path };
				return refuse(args, 'this would put a second copy of our code into the process; reach it through src/host');
			});
		},
	};
}

/** For the shared chunk: SDKs stay outside, in chunks of their own. Collects which of them are used. */
export function coreImports(used: Set<string>): Plugin {
	return {
		name: 'storebridge-core-imports',
		setup(build) {
			build.onResolve({ filter: /^[^./]/ }, (args) => {
				const given = fromHost(args.path);
				if (given) return given;
				if (!vendorPackages.includes(args.path)) return undefined;
				if (args.kind !== 'dynamic-import') return refuse(args, 'this SDK is imported lazily: `await import(…)`');
				used.add(args.path);
				return { path: `./${vendorFile(args.path)}`, external: true };
			});
		},
	};
}
