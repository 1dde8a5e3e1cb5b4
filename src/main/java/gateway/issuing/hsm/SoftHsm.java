package gateway.issuing.hsm;

import gateway.cards.Pan;
import gateway.platform.crypto.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stands in for the module, in software: its own keys derive from the gateway's, the one that terminals encrypt PINs
 * under is told. Real money needs a real one.
 */
@Component
final class SoftHsm implements Hsm {

    private static final int DOUBLE_LENGTH = 16;
    private static final int VALUE_BYTES = 16;

    private final TripleDes codes;
    private final MasterKey.Seal pins;
    private final @Nullable TripleDes zone;

    SoftHsm(MasterKey keys, HsmSettings settings) {
        codes = new TripleDes(Arrays.copyOf(keys.derive("issuing security codes"), DOUBLE_LENGTH));
        pins = keys.seal("issuing pins");
        zone = settings.zonePinKey() == null
                ? null
                : new TripleDes(HexFormat.of().parseHex(settings.zonePinKey()));
    }

    @Override
    public Mono<String> code(Pan pan, YearMonth expiry, String service) {
        return Mono.fromSupplier(() -> SecurityCode.of(codes, pan.reveal(), expiry, service));
    }

    @Override
    public Mono<String> pinValue(Pan pan, String pin) {
        return Mono.fromSupplier(() -> value(pan, pin));
    }

    @Override
    public Mono<PinCheck> check(Pan pan, String block, String value) {
        return Mono.fromSupplier(() -> checked(pan, block, value));
    }

    private PinCheck checked(Pan pan, String block, String value) {
        if (zone == null) {
            return PinCheck.UNREADABLE;
        }
        return PinBlock.read(pan, zone.decrypt(HexFormat.of().parseHex(block)))
                .map(pin -> isSame(value(pan, pin), value) ? PinCheck.RIGHT : PinCheck.WRONG)
                .orElse(PinCheck.UNREADABLE);
    }

    private String value(Pan pan, String pin) {
        var message = (pan.reveal() + "\n" + pin).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(pins.of(message), 0, VALUE_BYTES);
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
