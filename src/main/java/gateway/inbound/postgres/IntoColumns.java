package gateway.inbound.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.cards.Scheme;
import gateway.inbound.Arrival;
import gateway.inbound.Into;
import gateway.payments.Onward;
import gateway.shared.ids.CardId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.ids.PaymentId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where an arrival's money is to be, as columns of its row, and back. */
final class IntoColumns {

    private IntoColumns() {}

    static Into read(Readable row) {
        var issued = row.get("issued_card", UUID.class);
        var card = row.get("card", UUID.class);
        if (issued != null) {
            return new Into.IssuedCard(new IssuedCardId(issued));
        }
        return card == null ? new Into.Wallet() : linked(new CardId(card), row);
    }

    private static Into linked(CardId card, Readable row) {
        var onward = new Onward(
                new PaymentId(required(row, "onward_payment", UUID.class)),
                Onward.Stage.valueOf(required(row, "onward", String.class).toUpperCase(Locale.ROOT)),
                row.get("onward_at", Instant.class),
                Stream.of(required(row, "onward_undelivered", UUID[].class))
                        .map(PaymentId::new)
                        .toList());
        var scheme = Scheme.of(required(row, "card_scheme", String.class)).orElseThrow();
        return new Into.LinkedCard(card, scheme, onward);
    }

    static @Nullable UUID issued(Arrival it) {
        return it.into() instanceof Into.IssuedCard(var card) ? card.value() : null;
    }

    static @Nullable UUID card(Arrival it) {
        return it.into() instanceof Into.LinkedCard to ? to.card().value() : null;
    }

    static @Nullable String scheme(Arrival it) {
        return it.into() instanceof Into.LinkedCard to ? to.scheme().rail() : null;
    }

    static @Nullable String stage(Arrival it) {
        return it.into() instanceof Into.LinkedCard to
                ? to.onward().stage().name().toLowerCase(Locale.ROOT)
                : null;
    }

    static @Nullable UUID payment(Arrival it) {
        return it.into() instanceof Into.LinkedCard to ? to.onward().payment().value() : null;
    }

    static @Nullable Instant lookAt(Arrival it) {
        return it.into() instanceof Into.LinkedCard to ? to.onward().lookAt() : null;
    }

    // In one text, because an array of arrays has no rows of different lengths.
    static String undelivered(Arrival it) {
        return it.into() instanceof Into.LinkedCard to
                ? to.onward().undelivered().stream()
                        .map(payment -> payment.value().toString())
                        .collect(Collectors.joining(" "))
                : "";
    }
}
