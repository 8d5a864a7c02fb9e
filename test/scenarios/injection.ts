import type { Sandbox } from '../../sandbox';
import type { StandIn } from '../../sandbox/kernel/contract';
import { names, type FaultRule } from '../../sandbox/kernel/faults';
import { recordIn } from '../../sandbox/kernel/odd-records';
import { PlatformError } from '../../src/domain/platform-error';
import { ANSWERS, LIST_AS_OBJECT, NUMBER_AS_TEXT, shapesOf, SHAPES, TIME_OUT, type Named } from './injected-faults';

/** What a request for several by their names is refused for is no single one's; that nothing is there may be so. */
export const OF_A_LIST: readonly string[] = ['status 400', 'status 403', 'status 404', '[]'];

/** What a read brought, and what it said that it could not bring. */
export interface Outcome {
	readonly came: readonly string[];
	readonly named: readonly string[];
}

/** A read of an adapter, asked for through a port. */
export interface InjectedRead {
	/** As the adapter's list of reads calls it. */
	readonly operation: string;
	readonly file: string;
	readonly standIn: string;
	/** As the sandbox calls it; left out: the same. */
	readonly asked?: Pick<FaultRule, 'operation' | 'pathPattern'>;
	/** Three, as the port calls them; none where it reads no records. */
	readonly records: readonly string[];
	/** The requests that are about the second alone; left out: one request brings them all. */
	readonly about?: Pick<FaultRule, 'record' | 'pathPattern'>;
	/** The second as the answer calls it; left out: the answer is all about it, and its requests have a path of their own. */
	readonly record?: string;
	/** Of what may be wrong with it only every how many-th is tried: each of its requests is about one alone. */
	readonly every?: number;
	/** What else may come here. Whatever it is, it is about the second alone. */
	readonly others?: Named<Omit<FaultRule, 'standIn'>>;
	/** The port has no way to name what it leaves out. */
	readonly leavesOut?: true;
	/** Where the answer tells its name: without one nobody can name it. */
	readonly id?: string;
	/** Answers that concern all, where one request asks for several by their names. */
	readonly ofAll?: readonly string[];
	readonly read: (impatient: boolean) => Promise<Outcome>;
}

/** Of the first shop where it says no other. */
export type ShopRead = Omit<InjectedRead, 'standIn'> & { readonly standIn?: string };

export const second = (of: readonly string[]): string => of[1] ?? '';
export const brought = (came: readonly string[]): Outcome => ({ came, named: [] });

const nameOf = ({ operation, file, standIn }: InjectedRead): string => `${operation} of ${file} (${standIn})`;

/** Each for itself; what is refused or not there is named. */
export async function one(ids: readonly string[], read: (id: string) => Promise<unknown>): Promise<Outcome> {
	const came: string[] = [];
	const named: string[] = [];
	for (const id of ids) {
		try {
			const found = await read(id);
			(found === undefined || found === 'gone' ? named : came).push(id);
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			named.push(id);
		}
	}
	return { came, named };
}

/** Injects all faults and shapes into one read, and tells what went wrong. */
export class Injection {
	/** How often each was tried, and met a request. */
	readonly tried = new Map<string, number>();
	readonly breaks: string[] = [];
	/** Those that this record can have. */
	private shapes: readonly string[] = SHAPES;

	constructor(
		private readonly sandbox: Sandbox,
		private readonly read: InjectedRead,
	) {}

	async run(): Promise<void> {
		const calm = await this.calm();
		for (const [name, fault] of ANSWERS) await this.inject(name, name, { ...this.requests(), ...this.read.about, ...fault });
		const { record } = this.read;
		const about = record === undefined ? this.read.about : { record };
		const { every = 1 } = this.read;
		const shapes = shapesOf(calm).filter(([name], at) => at % every === 0 || !SHAPES.includes(name));
		for (const [name, { path, ...oddity }] of shapes)
			await this.inject(name, `${name} as ${path}`, { ...this.requests(), ...about, kind: 'odd', oddity }, path);
		for (const [name, fault] of this.read.others ?? []) await this.inject(name, name, { ...this.requests(), ...fault }, '');
	}

	get count(): number {
		return [...this.tried.values()].reduce((sum, times) => sum + times, 0);
	}

	/** Faults that have not met a single request. */
	get lacking(): readonly string[] {
		const all = [...ANSWERS, ...(this.read.others ?? [])].map(([name]) => name);
		return [...all, ...this.shapes].filter((name) => !this.tried.has(name));
	}

	private requests(): Pick<FaultRule, 'standIn' | 'operation' | 'pathPattern'> {
		return { standIn: this.read.standIn, ...(this.read.asked ?? { operation: this.read.operation }) };
	}

	/** Reads undisturbed; gives the second record as the platform answers it. */
	private async calm(): Promise<unknown> {
		const { read, sandbox } = this;
		const standIn = sandbox.standIns[read.standIn] as StandIn;
		const asked = this.requests();
		const spy = jest.spyOn(standIn, 'handle');
		const outcome = await read.read(false);
		const came = outcome.came.toSorted();
		expect({ read: nameOf(read), came, named: outcome.named }).toEqual({ read: nameOf(read), came: read.records.toSorted(), named: [] });
		const seen = spy.mock.calls.flatMap(([request], at) => {
			const isAsked = asked.operation === undefined || standIn.operationOf?.(request) === asked.operation;
			const isHere = [asked.pathPattern, read.about?.pathPattern].every((one) => one === undefined || new RegExp(one).test(request.path));
			const isAbout = read.about?.record === undefined || names(request, read.about.record);
			return isAsked && isHere && isAbout ? [spy.mock.results[at]?.value as ReturnType<StandIn['handle']>] : [];
		});
		spy.mockRestore();
		const answers = (await Promise.all(seen)).map(({ body }): unknown =>
			typeof body === 'string' || Buffer.isBuffer(body) ? JSON.parse(String(body)) : structuredClone(body),
		);
		const { record: name } = read;
		const record = name === undefined ? answers[0] : answers.map((answer) => recordIn(answer, name)).find((found) => found !== undefined);
		const possible = new Set(shapesOf(record).map(([name]) => name));
		this.shapes = [...SHAPES, NUMBER_AS_TEXT, LIST_AS_OBJECT].filter((name) => SHAPES.includes(name) || possible.has(name));
		return record;
	}

	private async inject(name: string, told: string, rule: FaultRule, path?: string): Promise<void> {
		const { read, sandbox } = this;
		sandbox.amazon.refillQuota();
		const { id } = sandbox.faults.add(rule);
		const concernsSecond = this.concernsSecond(name, path !== undefined);
		const mayBeSilent = read.leavesOut === true || (read.id !== undefined && path === read.id);
		let wrong: string | undefined;
		try {
			const outcome = await read.read(name === TIME_OUT);
			wrong = concernsSecond ? this.judge(outcome, mayBeSilent) : undefined;
		} catch (error) {
			wrong = this.judgeError(error, concernsSecond);
		}
		const hits = sandbox.faults.list().find((fault) => fault.id === id)?.hits ?? 0;
		sandbox.faults.clear();
		if (hits > 0) this.tried.set(name, (this.tried.get(name) ?? 0) + 1);
		if (wrong !== undefined) this.breaks.push(`${nameOf(read)}, ${told}: ${wrong}`);
	}

	/** Instead of a whole list anything may come. What is about the second alone must leave the others alone. */
	private concernsSecond(name: string, isOdd: boolean): boolean {
		const { records, about, ofAll = [] } = this.read;
		return records.length > 0 && (isOdd || (about !== undefined && !ofAll.includes(name)));
	}

	private judge({ came, named }: Outcome, mayBeSilent: boolean): string | undefined {
		const { records } = this.read;
		const missing = records.filter((id, at) => at !== 1 && !came.includes(id));
		if (missing.length > 0) return `${missing.join()} did not come`;
		return !mayBeSilent && came.length + named.length < records.length ? 'the second is gone without a word' : undefined;
	}

	private judgeError(error: unknown, concernsSecond: boolean): string | undefined {
		if (!(error instanceof PlatformError)) return error instanceof Error ? (error.stack ?? error.message).slice(0, 900) : String(error);
		if (error.message.length < 10) return `no words: ${error.message}`;
		return concernsSecond ? `threw ${error.details.kind}: ${error.message.slice(0, 200)}` : undefined;
	}
}
