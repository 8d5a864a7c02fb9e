import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isGone, newOwner } from '../../src/database';

const withPart = (at: number, value: string): string =>
	newOwner()
		.split('|')
		.map((part, index) => (index === at ? value : part))
		.join('|');

describe('an owner', () => {
	it('names host, process, start and a number of its own', () => {
		const [one, two] = [newOwner().split('|'), newOwner().split('|')];
		expect(one).toHaveLength(4);
		expect(one[1]).toBe(String(process.pid));
		expect(one.slice(0, 3)).toEqual(two.slice(0, 3));
		expect(one[3]).not.toBe(two[3]);
	});

	it('is there as long as its process lives', async () => {
		expect(isGone(newOwner())).toBe(false);
		const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
		const [host] = newOwner().split('|');
		const owner = `${host}|${child.pid}|unknown|x`;
		expect(isGone(owner)).toBe(false);
		child.kill('SIGKILL');
		await once(child, 'exit');
		expect(isGone(owner)).toBe(true);
	});

	it('is gone when its process has a number that was used again', () => {
		expect(isGone(withPart(2, '1'))).toBe(true);
		const parent = `${newOwner().split('|')[0]}|${process.ppid}|1|x`;
		expect(isGone(parent)).toBe(true);
	});

	it('is not surely gone on another host, nor when it is no owner at all', () => {
		expect(isGone(withPart(0, 'elsewhere'))).toBe(false);
		expect(isGone(withPart(0, 'elsewhere').replace(`|${process.pid}|`, '|999999999|'))).toBe(false);
		for (const nonsense of ['', 'x', withPart(1, 'x'), withPart(1, '-1'), withPart(1, '0')]) expect(isGone(nonsense)).toBe(false);
	});
});
