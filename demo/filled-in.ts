import type { SmtpCatcher } from '../sandbox/mail/index';

/** As a person fills in the credential "Amazon Selling Partner API". */
export function amazonFields<More extends object>({
	clientId,
	clientSecret,
	...more
}: More & { readonly clientId: string; readonly clientSecret: string }) {
	return { ...more, lwaClientId: clientId, lwaClientSecret: clientSecret };
}

/** As a person fills in n8n's own credential "SMTP": a server that keeps every mail. */
export const smtpFields = ({ host, port }: Pick<SmtpCatcher, 'host' | 'port'>) => ({
	host,
	port,
	secure: false,
	disableStartTls: true,
	user: '',
	password: '',
	hostName: '',
});
