import type { Subject, WebhookNotice } from '../../usecases/trigger';

const onlyPolling = ({ many }: Subject): string => `Until then ${many} come by polling only, at the poll times of this node.`;

interface Told {
	readonly platform: string;
	readonly subject: Subject;
}

/** What is said about a trigger's webhook, and how to mend it. */
export function noticeText(notice: WebhookNotice, { platform, subject }: Told): string {
	switch (notice.kind) {
		case 'refused':
			return `${notice.why}. ${onlyPolling(subject)}`;
		case 'silent':
			return `The store has a webhook for this workflow, but its first call has not arrived. Check that the store can reach the address of this n8n (WEBHOOK_URL), and that no firewall, login page or security plugin is in the way; then unpublish and publish the workflow. ${onlyPolling(subject)}`;
		case 'mended':
			return `The store had switched the webhook of this workflow off or lost it (after some failed calls in a row ${platform} switches a webhook off), or the user whose API key had made it may no longer see ${subject.many}. It is on again since ${notice.at}; what it missed was found by polling.`;
	}
}
