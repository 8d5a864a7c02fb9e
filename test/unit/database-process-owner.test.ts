import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { isGone, newOwner } from '../../src/database';

const withPart = (at: number, value: string): string =>
	newOwner()
		.split('|')
		.map((part, index) => (index === at ? value : part))
		.join('|');

describe('an owner', () => {
	it('names host, process, start, the process again by chance, and itself', () => {
		const [one, two] = [newOwner().split('|'), newOwner().split('|')];
		expect(one).toHaveLength(5);
		expect(one[1]).toBe(String(process.pid));
		expect(one.slice(0, 4)).toEqual(two.slice(0, 4));
		expect(one[4]).not.toBe(two[4]);
	});

	it('is there as long as its process lives', async () => {
		expect(isGone(newOwner())).toBe(false);
		const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
		const [host] = newOwner().split('|');
		const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
		const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
		const owner = `${host}|${child.pid}|${start}|x|y`;
		expect(isGone(owner)).toBe(false);
		expect(isGone(`${host}|${child.pid}|unknown|x|y`)).toBeUndefined();
		child.kill('SIGKILL');
		await once(child, 'exit');
		expect(isGone(owner)).toBe(true);
	});

	it('is gone when its process has a number that was used again', () => {
		expect(isGone(withPart(2, '1'))).toBe(true);
		const parent = `${newOwner().split('|')[0]}|${process.ppid}|1|x|y`;
		expect(isGone(parent)).toBe(true);
	});

	it('cannot be told from here on another host, nor when it is no owner at all', () => {
		expect(isGone(withPart(0, 'elsewhere'))).toBeUndefined();
		expect(isGone(withPart(0, 'elsewhere').replace(`|${process.pid}|`, '|999999999|'))).toBeUndefined();
		for (const nonsense of ['', 'x', withPart(1, 'x'), withPart(1, '-1'), withPart(1, '0')]) expect(isGone(nonsense)).toBeUndefined();
	});
});
