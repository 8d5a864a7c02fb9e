/** A mail that a stand-in or the SMTP catcher received. Addresses in lower case. */
export interface StoreMail {
	readonly to: readonly string[];
	readonly from: string;
	readonly subject: string;
	readonly text: string;
	/** Milliseconds since the epoch on the sandbox's clock. */
	readonly at: number;
	/** Who sent it: 'woocommerce', 'smtp'. */
	readonly source: string;
	/** The order a store mail speaks of. */
	readonly orderId?: number;
	/** 'buyer' for mails of the store to its customer, 'admin' for those to the merchant. */
	readonly audience?: 'buyer' | 'admin';
	readonly html?: string;
}

/** Where every mail of the sandbox ends. Nothing is ever sent on. */
export class MailInbox {
	private readonly received: StoreMail[] = [];
	private readonly listeners = new Set<(mail: StoreMail) => void>();

	deliver(mail: StoreMail): void {
		const kept = { ...mail, to: mail.to.map((address) => address.toLowerCase()) };
		this.received.push(kept);
		for (const listener of this.listeners) listener(kept);
	}

	messages(): readonly StoreMail[] {
		return [...this.received];
	}

	/** Mails to one address, compared without case. */
	to(address: string): readonly StoreMail[] {
		return this.received.filter((mail) => mail.to.includes(address.toLowerCase()));
	}

	clear(): void {
		this.received.length = 0;
	}

	/** Returns the function that ends the subscription. */
	onMail(listener: (mail: StoreMail) => void): () => void {
		this.listeners.add(listener);
		return () => {
			this.listeners.delete(listener);
		};
	}
}
