const realNow = Date.now.bind(Date);
const realRunning = performance.now.bind(performance);
let movedMs = 0;

/** Moves the time of this process on: of what is measured in it, and of the stand-ins alike. */
export function moveTime(ms: number): void {
	movedMs += ms;
	Date.now = () => realNow() + movedMs;
	performance.now = () => realRunning() + movedMs;
}

export const movedBy = (): number => movedMs;

/** It is as late as it is. */
export function moveTimeBack(): void {
	movedMs = 0;
	Date.now = realNow;
	performance.now = realRunning;
}
