import type { STOCK_REASONS } from '../english/stock-reasons';
import type { Explained } from '../explained';

export const SPANISH_STOCK_REASONS: Readonly<Record<keyof typeof STOCK_REASONS, Explained>> = {
	stockInput: {
		title: 'El elemento no indica un SKU o una cantidad que se pueda enviar',
		advice: 'Indica "sku" como texto, escrito exactamente igual, y "quantity" como número entero de cero o más.',
	},
	stockTwice: {
		title: 'Dos elementos dan cantidades distintas a este SKU',
		advice: 'Quita uno de ellos, o elige sumar varios elementos de un mismo SKU.',
	},
	sharedQuantity: {
		title: 'Dos mercados recibirían cantidades distintas de un mismo SKU',
		advice: 'Los mercados de una cuenta comparten la cantidad de un SKU. Dale una sola cantidad.',
	},
	stockSkuUnknown: {
		title: 'No existe este SKU',
		advice: 'Comprueba que está escrito exactamente como en la cuenta de destino y enlaza el producto con Match Product.',
	},
	stockIsFba: {
		title: 'Amazon envía este SKU, así que su cantidad no se envía',
		advice: 'No hay nada que hacer: Amazon lo cuenta. Una cantidad enviada lo convertiría en una oferta que tendrías que enviar tú.',
	},
	stockChannelUnknown: {
		title: 'Nadie puede decir quién envía este SKU, así que no se envió nada',
		advice: 'Ejecútalo más tarde. Si continúa, mira el anuncio donde se vende.',
	},
	stockSourceUndeclared: {
		title: 'No está declarado que las unidades de este producto estén en el almacén',
		advice: 'Declara dónde están sus unidades con la operación "Declare Source". Hasta entonces las existencias de la tienda quedan igual.',
	},
	stockOwnPartMissing: {
		title: 'El producto está en dos lugares y no se conoce la parte propia',
		advice: 'Guarda la parte propia en el campo del producto que lee el nodo, o indica "ownQuantity" en el elemento.',
	},
	stockNotManaged: {
		title: 'La gestión de existencias de este producto está desactivada en la tienda',
		advice: 'Activa "Gestionar inventario" en la tienda, o déjalo fuera.',
	},
	stockOfParent: {
		title: 'El producto no tiene cantidad propia',
		advice: 'Envía la cantidad a sus variaciones, o a los productos de los que está hecho.',
	},
	stockShared: {
		title: 'Varias variaciones comparten un recuento y recibirían cantidades distintas',
		advice: 'Dales una sola cantidad, o haz que cada variación cuente sus propias existencias en la tienda.',
	},
	stockComponentMissing: {
		title: 'No se conoce la cantidad de un producto del que está hecho el lote',
		advice: 'Envía todos los productos del lote en una misma ejecución, o deja que el nodo los lea de la tienda.',
	},
	stockLeftOut: {
		title: 'Una persona excluyó este anuncio de los envíos de existencias',
		advice: 'No hay nada que hacer. Para incluirlo de nuevo usa la operación "Include in Pushes".',
	},
	stockPaused: {
		title: 'Los envíos de existencias a esta cuenta están en pausa',
		advice: 'Reanúdalos con la operación "Resume Account".',
	},
	stockZeroByOther: {
		title: 'Otra persona puso este SKU a cero, así que queda a cero',
		advice: 'Si debe venderse de nuevo, pon allí una cantidad a mano o ejecuta con "Send All".',
	},
	stockListingClosed: {
		title: 'El anuncio está cerrado, así que no se envió nada',
		advice: 'Ábrelo donde se vende si debe venderse de nuevo.',
	},
	stockAtLocations: {
		title: 'Las cantidades de este SKU se llevan por ubicación',
		advice: 'Cámbialas por ubicación donde se vende: allí se rechaza una cantidad sin ubicación.',
	},
	stockGone: {
		title: 'El producto o anuncio enlazado ya no existe, así que su cantidad quedó igual',
		advice: 'Enlázalo de nuevo, o quita el enlace. Para poner a cero estos anuncios elígelo en las opciones.',
	},
	stockRefused: {
		title: 'La cantidad fue rechazada',
		advice: 'Mira allí el anuncio o producto, corrige lo que dice y ejecútalo de nuevo.',
	},
	stockOutcomeUnknown: {
		title: 'Todavía nadie puede decir si la cantidad llegó',
		advice: 'Ejecútalo más tarde: mira qué hay y envía de nuevo lo que falte.',
	},
	stockNotSent: {
		title: 'La ejecución no tuvo tiempo para esta cantidad',
		advice: 'Ejecútalo de nuevo: continúa con lo que queda.',
	},
	massZero: {
		title: 'Tantos productos bajarían a cero que no se envió nada',
		advice: 'Comprueba que el origen de las cantidades es correcto. Si lo es, sube el límite de la protección para una ejecución.',
	},
	stockOtherAccount: {
		title: 'El elemento pertenece a otra cuenta que la que se lee o recibe',
		advice: 'Envíalo a un nodo con la credencial de su cuenta.',
	},
};
