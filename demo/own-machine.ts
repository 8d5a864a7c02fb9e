import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A machine of its own as a container has it: a name, and processes whose numbers mean nothing outside. It shares this
 * one's network. It ends with the process that started it, however that ends (see prctl(2), PR_SET_PDEATHSIG).
 */
const machine = (hostname: string): readonly [string, ...string[]] => [
	'setpriv',
	'--pdeathsig=KILL',
	'unshare',
	'--pid',
	'--uts',
	'--mount',
	'--mount-proc',
	'--fork',
	'--kill-child=KILL',
	'sh',
	'-c',
	'echo "$0" > /proc/sys/kernel/hostname && exec "$@"',
	hostname,
];

let works: boolean | undefined;

/** Whether this machine gives machines of their own: Linux, as root. */
export function hasOwnMachines(): boolean {
	works ??= spawnSync(machine('probe')[0], [...machine('probe').slice(1), 'true'], { stdio: 'ignore' }).status === 0;
	return works;
}

/** The command as it has to be started. Where it cannot have a machine of its own, it runs on this one. */
export function onOwnMachine(hostname: string | undefined, command: readonly [string, ...string[]]): readonly [string, ...string[]] {
	return hostname === undefined || !hasOwnMachines() ? command : [...machine(hostname), ...command];
}

/** The number that the first process of a machine has on this one. */
export function processOn(unshared: number): number | undefined {
	if (!hasOwnMachines()) return unshared;
	const [first] = readFileSync(`/proc/${String(unshared)}/task/${String(unshared)}/children`, 'utf8').split(' ');
	return first === undefined || first === '' ? undefined : Number(first);
}
