import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LazyPackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

/**
 * The node and credential types of some packages, loaded by n8n-core's own loader: the one that n8n uses for
 * community packages, with their metadata files, icons and codex.
 */
export class EngineNodeTypes implements INodeTypes {
	private readonly loaders: ReadonlyMap<string, LazyPackageDirectoryLoader>;

	private constructor(loaders: ReadonlyMap<string, LazyPackageDirectoryLoader>) {
		this.loaders = loaders;
	}

	/** @param folders of packages, each with a package.json */
	static async load(folders: readonly string[]): Promise<EngineNodeTypes> {
		const loaders = new Map<string, LazyPackageDirectoryLoader>();
		for (const folder of folders) {
			const loader = new LazyPackageDirectoryLoader(folder);
			await loader.loadAll();
			loaders.set(loader.packageName, loader);
		}
		return new EngineNodeTypes(loaders);
	}

	getByName(nodeType: string): INodeType | IVersionedNodeType {
		const split = nodeType.lastIndexOf('.');
		const loader = this.loaders.get(nodeType.slice(0, split));
		if (loader === undefined) throw new Error(`No package was loaded for ${nodeType}`);
		const name = nodeType.slice(split + 1);
		// n8n makes the tools of AI agents of ordinary nodes; their code runs under a type name that ends so.
		return loader.getNode(name in loader.known.nodes ? name : name.replace(/Tool$/, '')).type;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
	}

	/** A node's description from its package's metadata, without its code: jest cannot load what some of n8n's own nodes need. */
	describe(nodeType: string, version: number): INodeTypeDescription {
		const split = nodeType.lastIndexOf('.');
		const described = this.loaders.get(nodeType.slice(0, split))?.types.nodes ?? [];
		const found = described.find((type) => type.name === nodeType.slice(split + 1) && [type.version].flat().includes(version));
		if (found === undefined) throw new Error(`There is no ${nodeType} of version ${String(version)}`);
		return found;
	}

	getKnownTypes(): IDataObject {
		const known = [...this.loaders.entries()].flatMap(([packageName, loader]) =>
			Object.entries(loader.known.nodes).map(([name, details]) => [`${packageName}.${name}`, { ...details }] as const),
		);
		return Object.fromEntries(known);
	}

	/** Undefined where no loaded package has this type. */
	credentialType(type: string): ICredentialType | undefined {
		for (const loader of this.loaders.values()) {
			if (type in loader.known.credentials) return loader.getCredential(type).type;
		}
		return undefined;
	}
}

/** The folder of this package; its `dist` has to be built. */
export const ownPackage = join(__dirname, '..', '..');

/**
 * The folder of n8n's built-in nodes in the cached n8n, for tests that join our nodes with them.
 * @throws where the bootstrap was run without n8n
 */
export function builtInNodes(): string {
	const n8nDir = process.env.STOREBRIDGE_N8N_DIR;
	if (n8nDir === undefined) throw new Error('STOREBRIDGE_N8N_DIR is not set: start the tests by npm test');
	const folder = join(n8nDir, 'node_modules', 'n8n-nodes-base');
	readFileSync(join(folder, 'package.json'));
	return folder;
}
