import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Reason } from '../../domain/reasons';
import type { Language } from '../../domain/texts/language';
import { attentionOf, orderItem, runsAsTool } from '../items';
import type { Shown } from './action';

/** An item for one of the outputs. */
export interface Line {
	readonly to: Shown['to'];
	readonly input: number;
	readonly item: INodeExecutionData;
}

/** What the node gives out: each item at its output, in the order of the inputs, and above it how many there are of each. */
export class Sheet {
	private lines: Line[] = [];
	private readonly counts = new Map<string, number>();
	private readonly asTool: boolean;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly count: 1 | 2,
		private readonly language: () => Language,
	) {
		this.asTool = runsAsTool(context.getNode().type);
	}

	add(line: Line): void {
		this.lines.push(line);
	}

	/** An item as it came, with why it was not taken; an AI agent is told the why alone. */
	refuse(item: INodeExecutionData, input: number, reason: Reason): void {
		this.show(item, input, { to: 'attention', told: { attention: attentionOf(reason, this.language()) }, about: 'item' });
	}

	show(item: INodeExecutionData, input: number, { to, told, about, binary, word, count = 1 }: Shown): void {
		if (word !== undefined) this.counts.set(word, (this.counts.get(word) ?? 0) + count);
		this.add({ to, input, item: { ...this.itemOf(item, input, told, about), ...withFiles(binary) } });
	}

	clear(): void {
		this.lines = [];
		this.counts.clear();
	}

	/** Only the first output reaches an agent: what was refused goes there too. */
	outputs(words: readonly string[] = [], otherwise?: string): INodeExecutionData[][] {
		const sorted = this.lines.toSorted((one, other) => one.input - other.input);
		const at = (to: Shown['to']): INodeExecutionData[] => sorted.filter((line) => line.to === to).map(({ item }) => item);
		this.hint(words, otherwise);
		if (this.count === 1) return [sorted.map(({ item }) => item)];
		return this.asTool ? [[...at('done'), ...at('attention')], []] : [at('done'), at('attention')];
	}

	private itemOf(item: INodeExecutionData, input: number, told: IDataObject, about: Shown['about']): INodeExecutionData {
		if (typeof about === 'object') return orderItem({ ...about, input, asTool: this.asTool, extra: told });
		return { json: { ...told, ...(about === 'item' && !this.asTool ? without(told, item.json) : {}) }, pairedItem: { item: input } };
	}

	/** "37 created, 2 need attention" above the node's output. */
	private hint(words: readonly string[], otherwise = 'need attention'): void {
		const attention = this.lines.filter(({ to }) => to === 'attention').length;
		const named = words.includes(otherwise) ? words : [...words, otherwise];
		const counts = named.map((word) => [word, word === otherwise ? attention : (this.counts.get(word) ?? 0)] as const);
		const parts = counts.filter(([, count]) => count > 0).map(([word, count]) => `${count} ${word}`);
		if (parts.length > 0) this.context.addExecutionHints({ message: parts.join(', '), location: 'outputPane' });
	}
}

const withFiles = (binary: IBinaryKeyData | undefined): Pick<INodeExecutionData, 'binary'> => (binary === undefined ? {} : { binary });

/** What is told now stands above what an earlier node told by the same name. */
const without = (told: IDataObject, json: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(json).filter(([name]) => !(name in told)));
