package gateway.compliance;

import gateway.platform.crypto.MasterKey;
import java.nio.charset.StandardCharsets;

/** What a party was like when somebody compared it, as one number that tells nothing about it. */
final class Fingerprints {

    private final MasterKey.Seal seal;

    Fingerprints(MasterKey keys) {
        this.seal = keys.seal("compliance party");
    }

    byte[] of(Party party) {
        var text = new StringBuilder(party.kind().name())
                .append('\n')
                .append(party.name())
                .append('\n')
                .append(party.born())
                .append('\n')
                .append(party.country())
                .append('\n')
                .append(party.gender());
        party.identifiers().stream()
                .map(number -> number.kind() + number.value())
                .sorted()
                .forEach(number -> text.append('\n').append(number));
        return seal.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
