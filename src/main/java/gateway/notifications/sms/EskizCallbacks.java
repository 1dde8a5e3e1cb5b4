package gateway.notifications.sms;

import gateway.notifications.SmsFate;
import gateway.notifications.wire.CarrierJson;
import gateway.platform.crypto.MasterKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What Eskiz reports of its own accord. Its reports bear no signature, so each message has an address of its own: our
 * id with a seal that only we can make. Whoever knows it knows one message, and can say no more than whether it
 * arrived.
 */
@Component
public class EskizCallbacks {

    /** Who reports here. */
    public static final String PROVIDER = EskizAnswers.NAME;

    private static final String PATH = "/notifications/eskiz/";
    private static final int SEAL_BYTES = 16;
    private static final int UUID_CHARS = 36;
    private static final int LONGEST_STATUS = 64;

    private final EskizSettings settings;
    private final MasterKey.Seal seal;

    EskizCallbacks(EskizSettings settings, MasterKey master) {
        this.settings = settings;
        this.seal = master.seal("reports of Eskiz");
    }

    /** Empty when nobody outside can reach us. */
    Optional<String> addressFor(UUID id) {
        return Optional.ofNullable(settings.reports())
                .map(url -> url.toString().replaceAll("/$", "") + PATH + id + "." + sealOf(id));
    }

    /** Whose address this is; empty for one that we never gave out. */
    public Optional<UUID> messageAt(String lastOfPath) {
        if (lastOfPath.length() <= UUID_CHARS || lastOfPath.charAt(UUID_CHARS) != '.') {
            return Optional.empty();
        }
        try {
            var id = UUID.fromString(lastOfPath.substring(0, UUID_CHARS));
            var theirs = lastOfPath.substring(UUID_CHARS + 1).getBytes(StandardCharsets.UTF_8);
            return Optional.of(id)
                    .filter(it -> MessageDigest.isEqual(theirs, sealOf(it).getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** Reads a report, a form or JSON. Never throws; empty for what is not final or cannot be read. */
    public static Optional<SmsFate> fate(byte[] body) {
        if (body.length > CarrierJson.LONGEST) {
            return Optional.empty();
        }
        var status = body.length > 0 && body[0] == '{'
                ? CarrierJson.read(body).flatMap(it -> CarrierJson.word(it.path("status"), LONGEST_STATUS))
                : field(new String(body, StandardCharsets.UTF_8), "status");
        return status.flatMap(SmsFate::ofEskiz);
    }

    private static Optional<String> field(String form, String name) {
        return Arrays.stream(form.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .findFirst()
                .flatMap(pair -> decoded(pair.substring(name.length() + 1)))
                .flatMap(value -> CarrierJson.word(value, LONGEST_STATUS));
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private String sealOf(UUID id) {
        var mac = seal.of(id.toString().getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, SEAL_BYTES));
    }
}
