import type { SandboxRequest } from '../../kernel/contract';
import { invalidInput } from './answers';

/** The JSON body of a request. @throws AmazonError InvalidInput */
export function readJson(request: SandboxRequest): unknown {
	try {
		return request.json();
	} catch {
		throw invalidInput('The request body is not JSON.');
	}
}
