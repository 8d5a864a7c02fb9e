import type { Language } from './texts/language';
import type { IsoTime } from './time';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES' };

/** A day and an hour in a zone, as people say it: "Sat 28 Nov, 23:59". */
export const dateIn = (time: IsoTime, zone: string, language: Language): string =>
	new Intl.DateTimeFormat(LOCALES[language], {
		timeZone: zone,
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(new Date(time));
