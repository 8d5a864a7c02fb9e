/** Hours between a zone's days and those of UTC at this moment, as "+01:00". Undefined for a zone that nobody knows. */
export function offsetIn(timeZone: string, at: number): string | undefined {
	try {
		const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
		const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
		return name === 'GMT' ? '+00:00' : name.replace('GMT', '');
	} catch {
		return undefined;
	}
}

/** The same for a number of minutes. */
export function offsetOf(minutes: number): string {
	const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
	const size = Math.abs(minutes);
	return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
