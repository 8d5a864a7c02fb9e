export interface Result {
	readonly id: number | string;
	readonly kind?: 'Error' | 'Warning';
	readonly code: number;
	readonly text: string;
}

/** Amazon's report of an XML feed, in the form in which it was recorded of a success and in which sellers published its results. */
export const processingReport = ([processed, successful]: readonly [number, number], results: readonly Result[]): string =>
	`<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
	<Header>
		<DocumentVersion>1.02</DocumentVersion>
		<MerchantIdentifier>A1EXAMPLESELLR</MerchantIdentifier>
	</Header>
	<MessageType>ProcessingReport</MessageType>
	<Message>
		<MessageID>1</MessageID>
		<ProcessingReport>
			<DocumentTransactionID>8253017998</DocumentTransactionID>
			<StatusCode>Complete</StatusCode>
			<ProcessingSummary>
				<MessagesProcessed>${processed}</MessagesProcessed>
				<MessagesSuccessful>${successful}</MessagesSuccessful>
				<MessagesWithError>${processed - successful}</MessagesWithError>
				<MessagesWithWarning>0</MessagesWithWarning>
			</ProcessingSummary>${results
				.map(
					({ id, kind = 'Error', code, text }) => `
			<Result>
				<MessageID>${id}</MessageID>
				<ResultCode>${kind}</ResultCode>
				<ResultMessageCode>${code}</ResultMessageCode>
				<ResultDescription>${text}</ResultDescription>
			</Result>`,
				)
				.join('')}
		</ProcessingReport>
	</Message>
</AmazonEnvelope>`;
