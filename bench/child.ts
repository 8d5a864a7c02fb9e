import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Has `script` work in a process of its own, so that nothing but the work is in its memory. */
export async function askChild<Job, Answer>(script: string, job: Job): Promise<Answer> {
	const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(job)], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		// Where `tsx` is found.
		cwd: join(__dirname, '..'),
	});
	const ended = once(child, 'exit');
	const [answer] = (await Promise.race([once(child, 'message'), ended.then(() => [undefined])])) as [Answer | undefined];
	await ended;
	if (answer === undefined) throw new Error(`The process of ${script} failed`);
	return answer;
}

/** The other side of it: works, answers and ends. */
export function answerAsChild<Job, Answer>(work: (job: Job) => Promise<Answer>): void {
	work(JSON.parse(process.argv[2] ?? '') as Job).then(
		(answer) => {
			process.send?.(answer);
			process.exit(0);
		},
		(error: unknown) => {
			process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
			process.exit(1);
		},
	);
}
