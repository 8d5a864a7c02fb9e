import type { LINKING_REASONS } from '../english/linking-reasons';
import type { Explained } from '../explained';

export const SPANISH_LINKING_REASONS = {
	linkGone: {
		title: 'El producto con el que estaba vinculado este listado ya no está en la tienda',
		advice:
			'Restaure el producto en la tienda y ejecute Match Product, «Match Catalog». O vincule allí el listado con otro producto: entonces el pedido viene solo.',
	},
	productTaken: {
		title: 'Su producto ya está vinculado con otro listado del mismo marketplace',
		advice:
			'Si uno de los dos listados ya no existe, ejecute Match Product, «Match Catalog». Si se venden los dos, vincule este a mano, con sus unidades: entonces el pedido viene solo.',
	},
	invalidLink: {
		title: 'Esta fila no se puede vincular',
		advice:
			'Cada fila necesita listingSku, y productSku o productId. Un listado que aparece en varias filas no se vincula: deje una, o nombre en una las partes de un lote, p. ej. TEE-RED*2, CAP*1.',
	},
	unlinkUnconfirmed: {
		title: 'No se desvinculó nada: falta la confirmación',
		advice: 'Escriba UNLINK ALL, o la dirección de la tienda, en «Confirmation».',
	},
} as const satisfies Readonly<Record<keyof typeof LINKING_REASONS, Explained>>;
