import type { CustomerRecord } from '../store/records';
import type { Store } from '../store/store';
import { sendMail } from './mail-sending';

export function mailNewAccount(store: Store, customer: CustomerRecord): void {
	sendMail(
		store,
		customer.email,
		'buyer',
		`Your ${store.state.settings.siteTitle} account has been created!`,
		'Your account has been created.',
	);
}
