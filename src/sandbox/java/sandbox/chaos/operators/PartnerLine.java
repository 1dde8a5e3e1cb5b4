package sandbox.chaos.operators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import sandbox.chaos.Bank;
import sandbox.operators.HttpWire;
import sandbox.operators.KitFailure;
import sandbox.operators.OperatorWire.Heard;
import sandbox.partner.CallSigner;
import sandbox.run.DemoPartner;

/** A partner's signed calls; a gateway that is away says nothing. */
public final class PartnerLine {

    private static final String PATH = "/cbt/v1/transfer/";

    private final URI gateway;
    private final String key;
    private final CallSigner signer;
    private final HttpWire wire;

    PartnerLine(URI gateway, String key, CallSigner signer) {
        this.gateway = gateway;
        this.key = key;
        this.signer = signer;
        this.wire = new HttpWire(gateway);
    }

    /** Of the partner that {@link DemoPartner} lets in. */
    public static PartnerLine of(Bank bank) {
        try (var file = Files.newBufferedReader(bank.folder().resolve("partner.properties"))) {
            var secrets = new Properties();
            secrets.load(file);
            return new PartnerLine(
                    bank.node(1).plain(),
                    secrets.getProperty("key"),
                    CallSigner.ofSecret(secrets.getProperty("signature.key"), secrets.getProperty("signature.secret")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param standing where the call shall stand; null for nowhere */
    public Optional<Heard> post(String step, String body, @Nullable String standing) {
        return send(step, body, body, standing);
    }

    /** With a signature of something else. */
    Optional<Heard> forged(String step, String body, String standing) {
        return send(step, body, body + " ", standing);
    }

    private Optional<Heard> send(String step, String body, String signed, @Nullable String standing) {
        var headers = new HashMap<>(signer.headers("POST", gateway.resolve(PATH + step), signed));
        headers.putIfAbsent("Content-Type", "application/json");
        headers.put("Authorization", "Bearer " + key);
        if (standing != null) {
            headers.put(Standing.HEADER, standing);
        }
        try {
            return Optional.of(wire.post(PATH + step, headers, body));
        } catch (KitFailure silence) {
            return Optional.empty();
        }
    }
}
