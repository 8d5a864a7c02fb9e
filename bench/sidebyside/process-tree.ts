import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The kernel's `USER_HZ`, the same on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

interface Stat {
	readonly pid: number;
	readonly parent: number;
	readonly ticks: number;
}

/** See proc_pid_stat(5). The command's name may hold anything, a bracket too. */
function statOf(pid: number): readonly Stat[] {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
		return [{ pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
	} catch {
		// Gone since it was listed.
		return [];
	}
}

/** Seconds of computing of a process and of all that it started and that still run: n8n has a task runner beside it. */
export function cpuSeconds(pid: number): number {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => statOf(Number(name)));
	const tree = new Set([pid]);
	for (let before = 0; before !== tree.size;) {
		before = tree.size;
		for (const { pid: child, parent } of all) if (tree.has(parent)) tree.add(child);
	}
	return all.filter((stat) => tree.has(stat.pid)).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_A_SECOND;
}

const statusMb = (pid: number, field: 'VmRSS' | 'VmHWM'): number =>
	Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Memory of the machine that a process has now. The highest that it had is forgotten. */
export function beginRssPeak(pid: number): number {
	// https://docs.kernel.org/filesystems/proc.html: 5 resets the peak.
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
	return statusMb(pid, 'VmRSS');
}

/** The most that it had since then. */
export const rssPeak = (pid: number): number => statusMb(pid, 'VmHWM');
