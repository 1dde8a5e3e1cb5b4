package gateway.customers.kyc;

import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.CustomerId;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/**
 * Keeps personal numbers and addresses unreadable: encrypted for one customer and one use, and found by a keyed hash
 * alone.
 */
@Component
final class SealedTexts {

    private final MasterKey keys;
    private final MasterKey.Seal pinfls;
    private final MasterKey.Seal documents;

    SealedTexts(MasterKey keys) {
        this.keys = keys;
        this.pinfls = keys.seal("customers pinfl index");
        this.documents = keys.seal("customers document index");
    }

    byte[] pinfl(CustomerId customer, String digits) {
        return keys.encrypt("customers pinfl " + customer, bytes(digits));
    }

    /** Errors when the bytes are another customer's. */
    String openPinfl(CustomerId customer, byte[] sealed) {
        return text(keys.decrypt("customers pinfl " + customer, sealed));
    }

    byte[] document(CustomerId customer, String number) {
        return keys.encrypt("customers document " + customer, bytes(number));
    }

    /** Errors when the bytes are another customer's. */
    String openDocument(CustomerId customer, byte[] sealed) {
        return text(keys.decrypt("customers document " + customer, sealed));
    }

    byte[] address(CustomerId customer, String parts) {
        return keys.encrypt("customers address " + customer, bytes(parts));
    }

    /** Errors when the bytes are another customer's. */
    String openAddress(CustomerId customer, byte[] sealed) {
        return text(keys.decrypt("customers address " + customer, sealed));
    }

    /** The same for the same number, whoever's it is; it tells nothing about it. */
    byte[] pinflIndex(String digits) {
        return pinfls.of(bytes(digits));
    }

    byte[] documentIndex(DocumentKind kind, String number) {
        return documents.of(bytes(kind.code() + "\n" + number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
