import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
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

function isThere(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it is there, but not ours.
		return !(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH');
	}
}

/** `host|pid|process start|random`. */
export const newOwner = (): Owner => [HOST, process.pid, OWN_START, randomBytes(9).toString('base64url')].join('|');

/** Whether the owner's process surely is gone. False for another host: there only the end of the lease tells. */
export function isGone(owner: Owner): boolean {
	const [host, pidText, start] = owner.split('|');
	const pid = Number(pidText);
	if (host !== HOST || start === undefined || !Number.isSafeInteger(pid) || pid <= 0) return false;
	if (pid === process.pid) return start !== OWN_START;
	if (!isThere(pid)) return true;
	const now = statOf(pid);
	if (now === undefined) return false;
	// A dead process whose parent has not asked for its end yet still has its pid: Z; X is the moment after.
	return now.state === 'Z' || now.state === 'X' || (start !== UNKNOWN_START && now.start !== start);
}
