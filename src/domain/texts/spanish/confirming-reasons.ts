import type { CONFIRMING_REASONS } from '../english/confirming-reasons';
import type { Explained } from '../explained';

export const SPANISH_CONFIRMING_REASONS = {
	confirmationNoNumber: {
		title: 'El paquete aún no tiene número de seguimiento',
		advice: 'Nada que hacer si llega solo: se vuelve a buscar. Si no, póngalo en la tienda o confirme el paquete a mano.',
	},
	confirmationNotLeft: {
		title: 'El transportista aún no tiene el paquete',
		advice: 'Nada que hacer: se confirma cuando el transportista lo tenga.',
	},
	confirmationPart: {
		title: 'Solo ha salido una parte de lo que se vendió junto',
		advice: 'Nada que hacer si el resto sale en otro paquete: entonces se confirman ambos.',
	},
	confirmationRest: {
		title: 'Una parte del pedido aún no ha salido',
		advice: 'Nada que hacer: se confirma con su propio paquete.',
	},
	confirmationUnproven: {
		title: 'El paquete está confirmado y aún no se ve en el pedido',
		advice: 'Nada que hacer: el pedido se vuelve a leer.',
	},
	confirmationShipBy: {
		title: 'El pedido debe salir pronto y no hay ningún paquete confirmado',
		advice: 'Envíelo e introduzca su número de seguimiento. Pasado el plazo de envío cuenta como retrasado.',
	},
	confirmationNoOrder: {
		title: 'La cuenta no tiene ningún pedido con este ID',
		advice: 'Indique el ID que el pedido tiene en la cuenta a la que se informa, no el número que le dio otra, y compruebe la cuenta.',
	},
	confirmationCancelled: {
		title: 'Ha salido un paquete de un pedido cancelado',
		advice: 'No se ha confirmado nada. Detenga el paquete si puede; si no, arréglelo con el comprador en la cuenta de vendedor.',
	},
	confirmationNotOpen: {
		title: 'El pedido aún no está liberado para enviarlo',
		advice: 'No lo envíe antes. Reintente el pedido entonces.',
	},
	confirmationLines: {
		title: 'Nadie dice qué contiene cada paquete',
		advice: 'Indique en la tienda qué líneas van en cada paquete, o confírmelos en la cuenta de vendedor.',
	},
	confirmationStrange: {
		title: 'Un paquete contiene líneas que el pedido no tiene',
		advice: 'Corrija el contenido del paquete y reintente el pedido.',
	},
	confirmationOdd: {
		title: 'Las piezas de la tienda no dan unidades enteras de lo vendido',
		advice: 'Se cambiaron las cantidades del pedido en la tienda. Confirme el paquete en la cuenta de vendedor.',
	},
	confirmationIncomplete: {
		title: 'Los paquetes no contienen todo lo que se vendió junto',
		advice: 'Envíe lo que falta, o arréglelo con el comprador, y corrija el contenido de los paquetes. Después reintente el pedido.',
	},
	confirmationTooMany: {
		title: 'El paquete contiene más de lo que queda por enviar',
		advice: 'Compruebe las cantidades del paquete; las unidades canceladas o ya confirmadas no cuentan. Después reintente el pedido.',
	},
	confirmationNoCarrier: {
		title: 'Nadie dice qué transportista tiene el paquete',
		advice:
			'Indique el transportista en la tienda o en la fila, o elija uno en la opción «Carrier When None Is Given». Después reintente el pedido, o vuelva a ejecutar la fila.',
	},
	confirmationNoEdit: {
		title: 'El número de seguimiento ha cambiado y el paquete no se encuentra en el pedido',
		advice: 'Corrija el número de seguimiento en la cuenta de vendedor.',
	},
	confirmationRefused: {
		title: 'El paquete no fue aceptado',
		advice: 'Corrija lo que indica la respuesta y reintente el pedido, o confirme el paquete en la cuenta de vendedor.',
	},
	confirmationDropped: {
		title: 'La confirmación se aceptó dos veces y no aparece en el pedido',
		advice: 'Mire el pedido en la cuenta de vendedor y confirme allí el paquete, o reintente el pedido.',
	},
	confirmationTyped: {
		title: 'El paquete introducido a mano no está completo',
		advice:
			'Indique el ID del pedido, el transportista, el número de seguimiento y, si quiere, cuándo salió. En una hoja, dé formato de texto a esas columnas.',
	},
	confirmationItem: {
		title: 'Este elemento no contiene paquetes de un pedido de esta cuenta',
		advice: 'Conecte el disparador de la tienda en la que se guardan sus pedidos, o dé pedidos de la cuenta con «shipments».',
	},
	confirmationSkipped: {
		title: 'No hay ningún paquete que confirmar',
		advice: 'Nada que hacer.',
	},
} as const satisfies Readonly<Record<keyof typeof CONFIRMING_REASONS, Explained>>;
