package gateway.platform.http;

import gateway.platform.crypto.MasterKey;

/** Fingerprints for tests outside the edge. */
public final class Fingerprints {

    private static final MasterKey.Seal SEAL =
            new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").seal("request fingerprint");

    private Fingerprints() {}

    public static RequestFingerprint of(String path) {
        return RequestFingerprint.of(SEAL, "POST", path, new byte[0]);
    }
}
