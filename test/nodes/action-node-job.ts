import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { NodeWorld, Parameters } from './world';

/** One operation of an action node in the smallest world that it can be run in. */
export interface Job {
	/** Where the job is not called as the operation is. */
	readonly operation?: string;
	/** Fields without a default. */
	readonly parameters?: Parameters;
	/** Two equal items of the right kind. */
	readonly items: (world: NodeWorld) => Promise<readonly INodeExecutionData[]>;
	/** Whether an item that came out as done tells the truth. */
	readonly isTrue: (json: IDataObject, world: NodeWorld) => boolean;
	/** How often the work was done in the world outside; two equal items make it once. */
	readonly count?: (world: NodeWorld) => number;
	/** Each item is a sale, which the log has to have when it is left undone. */
	readonly isSale?: true;
	/** What was told is seen only that many milliseconds later, by another run. */
	readonly shownAfter?: number;
	/** Of a node whose outputs depend on the operation; one where left out. */
	readonly outputs?: 2;
	/** About what the world has of its one store: of another store nothing is known, and nothing is asked. */
	readonly onlyThere?: true;
	/** Nothing outside is asked: a wrong key is not noticed. */
	readonly asksNobody?: true;
}

export const twice = (item: INodeExecutionData | undefined): readonly INodeExecutionData[] => (item === undefined ? [] : [item, item]);
export const anything = async (): Promise<readonly INodeExecutionData[]> => await Promise.resolve(twice({ json: {} }));

/** An order of the store. */
export const stored = (world: NodeWorld, id: unknown) => world.store.records.orders.get(Number(id));
