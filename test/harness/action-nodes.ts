import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { ownPackage } from './engine-node-types';

interface Manifest {
	readonly name: string;
	readonly n8n: { readonly nodes: readonly string[] };
}

/** A node of the package that is no trigger, with what one can choose under Operation; `''` where there is no such choice. */
export interface ActionNode {
	readonly description: INodeTypeDescription;
	readonly operations: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(ownPackage, 'package.json'), 'utf8')) as Manifest;

/** The node class of a file that package.json names, as n8n finds it. */
function nodeOf(path: string): INodeType {
	const className = /([^/]+)\.node\.js$/.exec(path)?.[1] ?? '';
	const loaded = jest.requireActual<Readonly<Record<string, new () => INodeType>>>(join(ownPackage, path));
	const NodeClass = loaded[className];
	if (NodeClass === undefined) throw new Error(`${path} exports no ${className}`);
	return new NodeClass();
}

function operationsOf(properties: readonly INodeProperties[]): readonly string[] {
	const choices = properties.filter(({ name }) => name === 'operation').flatMap(({ options = [] }) => options);
	const values = choices.flatMap((choice) => ('value' in choice ? [String(choice.value)] : []));
	return values.length === 0 ? [''] : values;
}

/** All of them, found in package.json: nobody has to remember to add one. */
export const actionNodes: readonly ActionNode[] = manifest.n8n.nodes
	.map((path) => nodeOf(path).description)
	.filter(({ group }) => !group.includes('trigger'))
	.map((description) => ({ description, operations: operationsOf(description.properties) }));
