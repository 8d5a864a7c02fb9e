import type { WATCH_REASONS } from '../english/watch-reasons';
import type { Explained } from '../explained';

export const SPANISH_WATCH_REASONS = {
	shipByNear: {
		title: 'Aún está por enviar y no hay ningún envío confirmado',
		advice: 'Envíe el paquete y confírmelo con transportista y número de seguimiento. Si no se puede enviar, cancélelo donde se vendió.',
	},
	cancelWished: {
		title: 'El comprador pidió cancelarlo y aún está por enviar',
		advice: 'No lo envíe antes de decidir. Cancélelo donde se vendió, o envíelo a tiempo.',
	},
} as const satisfies Readonly<Record<keyof typeof WATCH_REASONS, Explained>>;
