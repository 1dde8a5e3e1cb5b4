package gateway.payments.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import gateway.cards.Scheme;
import gateway.payments.Bill;
import gateway.payments.Payment;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.ShownCode;
import gateway.shared.ids.BeneficiaryId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.RemittanceId;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who pays whom, flattened for the column {@code parties}. */
record PartiesRow(Party from, Party to) {

    /** @param id with its prefix; null for the payer's wallet */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Party(
            String type,
            @Nullable String id,
            @Nullable String scheme,
            @Nullable String masked,
            @Nullable String name,
            @Nullable String category,
            boolean own,
            @Nullable Abroad abroad,
            @Nullable Billed bill) {

        Party(
                String type,
                @Nullable String id,
                @Nullable String scheme,
                @Nullable String masked,
                @Nullable String name,
                @Nullable String category,
                boolean own) {
            this(type, id, scheme, masked, name, category, own, null, null);
        }

        static Party card(CardId id, Scheme scheme, String masked, boolean own) {
            return new Party("card", id.toString(), scheme.name(), masked, null, null, own);
        }

        CardId card() {
            return CardId.parse(theId()).orElseThrow();
        }

        Scheme theScheme() {
            return Scheme.valueOf(Objects.requireNonNull(scheme, "scheme"));
        }

        String theId() {
            return Objects.requireNonNull(id, "id");
        }

        String theMask() {
            return Objects.requireNonNull(masked, "masked");
        }
    }

    /** What a bill adds. */
    record Billed(String phone, long seconds) {}

    /** What a remittance adds. */
    record Abroad(String beneficiary, String country, boolean company) {}

    static PartiesRow of(Payment payment) {
        return new PartiesRow(of(payment.source()), of(payment.destination()));
    }

    Source source() {
        return switch (from.type()) {
            case "card" -> new Source.OwnCard(from.card(), from.theScheme(), from.theMask());
            case "code" -> new ShownCode(from.theScheme(), "");
            case "bill" -> bill(Objects.requireNonNull(from.bill(), "bill"));
            case "wallet" -> new Source.OwnWallet();
            default -> throw new IllegalStateException("No such source: " + from.type());
        };
    }

    Destination destination() {
        return switch (to.type()) {
            case "card" -> new Destination.ToCard(to.card(), to.theScheme(), to.theMask(), to.own());
            case "wallet" ->
                new Destination.ToWallet(CustomerId.parse(to.theId()).orElseThrow());
            case "merchant" ->
                new Destination.ToMerchant(
                        MerchantId.parse(to.theId()).orElseThrow(),
                        Objects.requireNonNull(to.name(), "name"),
                        Objects.requireNonNull(to.category(), "category"));
            case "remittance" -> remittance(Objects.requireNonNull(to.abroad(), "abroad"));
            default -> throw new IllegalStateException("No such destination: " + to.type());
        };
    }

    private Bill bill(Billed it) {
        return new Bill(from.theScheme(), it.phone(), Duration.ofSeconds(it.seconds()));
    }

    private Destination remittance(Abroad it) {
        return new Destination.ToRemittance(
                RemittanceId.parse(to.theId()).orElseThrow(),
                BeneficiaryId.parse(it.beneficiary()).orElseThrow(),
                Objects.requireNonNull(to.name(), "name"),
                it.company(),
                it.country(),
                to.theMask());
    }

    private static Party of(Source source) {
        return switch (source) {
            case Source.OwnCard it -> Party.card(it.card(), it.scheme(), it.masked(), true);
            case ShownCode it -> new Party("code", null, it.scheme().name(), null, null, null, true);
            case Bill it ->
                new Party(
                        "bill",
                        null,
                        it.scheme().name(),
                        null,
                        null,
                        null,
                        true,
                        null,
                        new Billed(it.phone(), it.within().toSeconds()));
            case Source.OwnWallet _ -> new Party("wallet", null, null, null, null, null, true);
        };
    }

    private static Party of(Destination destination) {
        return switch (destination) {
            case Destination.ToCard it -> Party.card(it.card(), it.scheme(), it.masked(), it.own());
            case Destination.ToWallet it -> new Party("wallet", it.owner().toString(), null, null, null, null, false);
            case Destination.ToMerchant it ->
                new Party("merchant", it.merchant().toString(), null, null, it.name(), it.category(), false);
            case Destination.ToRemittance it ->
                new Party(
                        "remittance",
                        it.remittance().toString(),
                        null,
                        it.masked(),
                        it.name(),
                        null,
                        false,
                        new Abroad(it.beneficiary().toString(), it.country(), it.company()),
                        null);
        };
    }
}
