import { ControlError } from '../kernel/contract';
import { asFields, textOf } from '../kernel/control-fields';
import { everyRole, type ApplicationRole, type SellerAccount, type SellingApplication } from './access/accounts';
import { controlListings } from './listings/listing-control';
import { controlMcf } from './mcf/mcf-control';
import type { CancellationDraft, ShipmentDraft } from './orders/order-changes';
import type { NewOrder } from './orders/order-desk';
import type { AmazonStandIn } from './stand-in-interface';
import { controlShipments } from './shipments/shipment-control';
import { controlStock } from './stock/stock-control';

const readRoles = (value: unknown): readonly ApplicationRole[] => {
	const roles = Array.isArray(value) ? everyRole.filter((role) => value.includes(role)) : [];
	if (!Array.isArray(value) || roles.length !== value.length) throw new ControlError(`roles must be some of: ${everyRole.join(', ')}`);
	return roles;
};

/**
 * The control actions of the Amazon stand-in, under `/amazon/<action>` of the control API:
 * orders (create), orders/change, orders/ship, orders/cancel, orders/request-cancel, orders/touch, roles, tracking {access: granted, denied or noScope}, revoke,
 * accounts, credentials, refill-quota; those of `controlListings`, `controlStock`, `controlShipments` and `controlMcf` besides.
 */
export function controlAmazon(amazon: AmazonStandIn, action: string, body: unknown): unknown {
	const fields = asFields(body ?? {});
	switch (action) {
		case 'orders':
		case 'orders/create':
			return amazon.orders.create(fields as unknown as NewOrder);
		case 'orders/change':
			return amazon.orders.change(textOf(fields, 'orderId'), fields['patch']);
		case 'orders/ship':
			return amazon.orders.ship(textOf(fields, 'orderId'), fields as ShipmentDraft);
		case 'orders/cancel':
			return amazon.orders.cancel(textOf(fields, 'orderId'), fields as CancellationDraft);
		case 'orders/request-cancel':
			return amazon.orders.requestCancel(textOf(fields, 'orderId'), fields['reason'] === undefined ? undefined : textOf(fields, 'reason'));
		case 'orders/touch':
			return amazon.orders.touch(textOf(fields, 'orderId'));
		case 'roles': {
			const application = amazon.accounts.application(textOf(fields, 'clientId'));
			if (application === undefined) throw new ControlError('The application is not known', 404);
			application.roles = readRoles(fields['roles']);
			return { roles: application.roles };
		}
		case 'tracking': {
			const { clientId, access } = fields;
			const id = typeof clientId === 'string' ? clientId : (amazon.accounts.credentials()[0]?.clientId ?? '');
			const application = amazon.accounts.application(id);
			if (application === undefined) throw new ControlError('The application is not known', 404);
			if (access !== 'granted' && access !== 'denied' && access !== 'noScope')
				throw new ControlError('access must be granted, denied or noScope');
			application.tracking = access;
			return { tracking: access };
		}
		case 'revoke': {
			const authorization = amazon.accounts.authorization(textOf(fields, 'refreshToken'));
			if (authorization === undefined) throw new ControlError('The refresh token is not known', 404);
			authorization.revoked = fields['revoked'] !== false;
			return { revoked: authorization.revoked };
		}
		case 'accounts': {
			const seller = amazon.accounts.addSeller(asFields(fields['seller']) as unknown as SellerAccount);
			const application = amazon.accounts.addApplication(asFields(fields['application']) as unknown as SellingApplication);
			return amazon.accounts.authorize(application.clientId, seller.sellerId, textOf(fields, 'refreshToken'));
		}
		case 'credentials':
			return amazon.accounts.credentials();
		case 'refill-quota':
			amazon.refillQuota();
			return {};
		default: {
			const done =
				controlListings(amazon, action, fields) ??
				controlStock(amazon, action, fields) ??
				controlShipments(amazon, action, fields) ??
				controlMcf(amazon, action, fields);
			if (done === undefined) throw new ControlError(`Amazon has no control action ${action}`, 404);
			return done;
		}
	}
}
