import { join } from 'node:path';
import { NodeHelpers, type ICredentialType, type IDataObject, type INodeType, type INodeTypes } from 'n8n-workflow';
import { AmazonSellingPartnerApi } from '../../credentials/AmazonSellingPartnerApi.credentials';
import { StorebridgeDatabaseApi } from '../../credentials/StorebridgeDatabaseApi.credentials';
import { WooCommerceStoreApi } from '../../credentials/WooCommerceStoreApi.credentials';
import type { CredentialTypes } from '../../test/harness/engine-credentials';

const NODES = join(__dirname, '..', '..', 'nodes');
const CLASSES = ['AmazonMultiChannelFulfillment', 'AmazonOrderTrigger', 'ConfirmShipment', 'WooCommerceOrderTrigger'];

/** The nodes as they stand in `nodes`, for n8n's engine: what is counted is what they ask, from the panel on. */
export class SourceNodes implements INodeTypes, CredentialTypes {
	private readonly credentials = [new AmazonSellingPartnerApi(), new WooCommerceStoreApi(), new StorebridgeDatabaseApi()];

	private constructor(private readonly nodes: readonly INodeType[]) {}

	static async load(): Promise<SourceNodes> {
		const nodes: INodeType[] = [];
		for (const name of CLASSES) {
			// By its whole name: one that ends in `.node` is taken for a library.
			const file = (await import(join(NODES, name, `${name}.node.ts`))) as Readonly<Record<string, new () => INodeType>>;
			const NodeClass = file[name];
			if (NodeClass === undefined) throw new Error(`There is no ${name}`);
			nodes.push(new NodeClass());
		}
		return new SourceNodes(nodes);
	}

	getByName(nodeType: string): INodeType {
		const node = this.nodes.find(({ description: { name } }) => nodeType.endsWith(`.${name}`));
		if (node === undefined) throw new Error(`This bench has no ${nodeType}`);
		return node;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(nodeType), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}

	credentialType(type: string): ICredentialType | undefined {
		return this.credentials.find(({ name }) => name === type);
	}
}
