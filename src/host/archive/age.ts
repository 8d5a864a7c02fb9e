/** A public key of age, as `age-keygen` prints it; also one of the kind that a quantum computer does not break. */
const PUBLIC_KEY = /^age1(?:pq1)?[0-9a-z]{50,4000}$/;

export const isPublicKey = (text: string): boolean => PUBLIC_KEY.test(text);

/**
 * Encrypts to the holder of the private key, in the format of age (https://age-encryption.org/v1): `age -d` and its kin open it.
 * Throws where the key is none.
 */
export async function encryptTo(publicKey: string, content: string): Promise<Uint8Array> {
	const { Encrypter } = await import('age-encryption');
	const encrypter = new Encrypter();
	encrypter.addRecipient(publicKey);
	return await encrypter.encrypt(content);
}
