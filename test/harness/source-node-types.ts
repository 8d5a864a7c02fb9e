import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import {
	NodeHelpers,
	type ICredentialType,
	type IDataObject,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import type { CredentialTypes } from './engine-credentials';
import { ownPackage } from './engine-node-types';

const load = createRequire(__filename);

/** The nodes as they stand in `nodes`, not as the build bundles them: what was done to `src` before holds in them. */
export class SourceNodeTypes implements INodeTypes, CredentialTypes {
	private readonly nodes: ReadonlyMap<string, INodeType>;
	private readonly credentials: ReadonlyMap<string, ICredentialType>;

	constructor(credentials: readonly ICredentialType[]) {
		const classes = globSync(`${ownPackage}/nodes/*/*.node.ts`)
			.sort()
			.map((path) => {
				const loaded = load(path) as Readonly<Record<string, new () => INodeType>>;
				const NodeClass = loaded[basename(path, '.node.ts')];
				if (NodeClass === undefined) throw new Error(`${path} exports no class of its name`);
				return new NodeClass();
			});
		this.nodes = new Map(classes.map((node) => [node.description.name, node]));
		this.credentials = new Map(credentials.map((type) => [type.name, type]));
	}

	/** All that are no triggers. */
	get actions(): readonly INodeType[] {
		return [...this.nodes.values()].filter(({ description: { group } }) => !group.includes('trigger'));
	}

	getByName(nodeType: string): INodeType | IVersionedNodeType {
		const node = this.nodes.get(nodeType.slice(nodeType.lastIndexOf('.') + 1));
		if (node === undefined) throw new Error(`There is no ${nodeType}`);
		return node;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}

	credentialType(type: string): ICredentialType | undefined {
		return this.credentials.get(type);
	}
}
