import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from '../domain/error-code';
import type { Owner } from '../ports/database';

/** Undefined where the system does not tell (no /proc, or one that hides others' processes). */
function orUndefined(read: () => string): string | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

/**
 * State and start (clock ticks since boot) of a process: fields 3 and 22 of /proc/<pid>/stat, see
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. With the start a pid that was used again is told apart.
 */
function statOf(pid: number): { readonly state: string; readonly start: string } | undefined {
	const stat = orUndefined(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
	// The command's name stands in parentheses and may hold spaces and parentheses itself.
	const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
	const state = fields?.[0];
	const start = fields?.[19];
	return state === undefined || start === undefined ? undefined : { state, start };
}

/**
 * Where a pid means something: a machine since its boot, and there a pid namespace, because two containers may bear
 * one name and both have a process 1.
 */
const HOST = [
	hostname(),
	orUndefined(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
	orUndefined(() => readlinkSync('/proc/self/ns/pid')),
]
	.filter((part) => part !== undefined)
	.join('/');

const UNKNOWN_START = 'unknown';
const OWN_START = statOf(process.pid)?.start ?? UNKNOWN_START;
const random = (): string => randomBytes(9).toString('base64url');
/** This process, for its life. */
const PROCESS = [HOST, process.pid, OWN_START, random()].join('|');

function isThere(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it is there, but not ours.
		return codeOf(error) !== 'ESRCH';
	}
}

/** `<process>|random`, the process being `host|pid|process start|random`. */
export const newOwner = (): Owner => [PROCESS, random()].join('|');

export const processOf = (owner: Owner): string => owner.slice(0, Math.max(0, owner.lastIndexOf('|'))) || owner;

/** Whether the owner's process is gone, as far as a look from here is sure of it; undefined elsewhere: its heartbeat tells. */
export function isGone(owner: Owner): boolean | undefined {
	if (processOf(owner) === PROCESS) return false;
	const [host, pidText, start] = owner.split('|');
	const pid = Number(pidText);
	if (host !== HOST || start === undefined || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
	if (!isThere(pid)) return true;
	const now = pid === process.pid ? { state: 'R', start: OWN_START } : statOf(pid);
	if (now === undefined || start === UNKNOWN_START || now.start === UNKNOWN_START) return undefined;
	// A dead process whose parent has not asked for its end yet still has its pid: Z; X is the moment after.
	return now.state === 'Z' || now.state === 'X' || now.start !== start;
}
