import type { READING_REASONS } from '../english/reading-reasons';
import type { Explained } from '../explained';

export const SPANISH_READING_REASONS = {
	noSuchListing: {
		title: 'La cuenta no tiene ningún listado con este SKU en este marketplace',
		advice: 'Escriba el SKU exactamente como lo tiene el canal (mayúsculas y espacios cuentan), o elija otro marketplace.',
	},
	noSuchProduct: {
		title: 'La tienda no tiene ese producto',
		advice:
			'Elíjalo de la lista, o escriba su SKU exactamente como lo tiene la tienda (las mayúsculas cuentan). Lo que está en la papelera no se encuentra.',
	},
	productSkuShared: {
		title: 'Varios productos de la tienda comparten este SKU',
		advice: 'Deje el SKU a uno de ellos, o elija el producto por su ID.',
	},
	stockNowhere: {
		title: 'Con este SKU no se cuenta nada allí',
		advice: 'Escriba el SKU exactamente como lo tiene el canal, o mire en otro lugar u otro marketplace. No es un recuento de cero.',
	},
	noSuchOrder: {
		title: 'La cuenta no tiene ese pedido',
		advice: 'Escriba el número del pedido tal como lo tiene la propia cuenta. En una tienda es su ID, que otros números pueden ocultar.',
	},
	recordUnreadable: {
		title: 'El registro no se pudo leer',
		advice: 'Mírelo donde se guarda y guárdelo allí una vez. Todos los demás se leyeron.',
	},
	nothingChosen: {
		title: 'No se eligió nada',
		advice: 'Elija de la lista, o escriba un SKU o un ID.',
	},
} as const satisfies Readonly<Record<keyof typeof READING_REASONS, Explained>>;
