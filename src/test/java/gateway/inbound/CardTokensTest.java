package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.inbound.CardTokens.Named;
import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.ids.PartnerId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CardTokensTest {

    private static final PartnerId PARTNER = new PartnerId(new UUID(1, 2));
    private static final PartnerId OTHER = new PartnerId(new UUID(1, 3));
    private static final CustomerId OWNER = new CustomerId(new UUID(-4, 5));
    private static final Named LINKED = new Named.Linked(OWNER, new CardId(new UUID(6, -7)));
    private static final Named ISSUED = new Named.Issued(OWNER, new IssuedCardId(new UUID(8, 9)));

    private final CardTokens tokens = new CardTokens(new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

    @Test
    void aTokenNamesItsCardToThePartnerThatWasToldIt() {
        assertThat(tokens.open(PARTNER, tokens.of(PARTNER, LINKED))).contains(LINKED);
        assertThat(tokens.open(PARTNER, tokens.of(PARTNER, ISSUED))).contains(ISSUED);
        assertThat(tokens.of(PARTNER, LINKED)).matches("[A-Za-z0-9_-]{82}");
    }

    @Test
    void anotherPartnersOpensNothing() {
        assertThat(tokens.open(OTHER, tokens.of(PARTNER, LINKED))).isEmpty();
    }

    @Test
    void nothingElseIsAToken() {
        var right = tokens.of(PARTNER, LINKED);

        for (int at = 0; at < right.length() - 1; at++) {
            var changed = right.substring(0, at) + (right.charAt(at) == 'A' ? 'B' : 'A') + right.substring(at + 1);
            assertThat(tokens.open(PARTNER, changed)).as(changed).isEmpty();
        }
        for (var text : List.of("", "abc", right + "A", right.substring(1), "%%%", "A".repeat(82), "A".repeat(200))) {
            assertThat(tokens.open(PARTNER, text)).as(text).isEmpty();
        }
    }
}
