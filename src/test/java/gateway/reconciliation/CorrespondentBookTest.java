package gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.RemittanceNames;
import gateway.ledger.Movement;
import gateway.ledger.Movements;
import gateway.ledger.Purpose;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** By which names our movements at a correspondent are looked for in its statements. */
class CorrespondentBookTest {

    private static final UUID ACT = new UUID(1, 1);
    private static final UUID FORGOTTEN = new UUID(1, 2);
    private static final UUID REMITTANCE = new UUID(1, 3);

    private static Movement movement(Purpose purpose, UUID reference) {
        return new Movement(
                new UUID(2, reference.getLeastSignificantBits()),
                reference,
                purpose,
                "nostro:debk",
                "other",
                new Money(500, Asset.USD),
                Instant.parse("2026-03-14T10:00:00Z"));
    }

    private static Movements with(Movement... all) {
        return new Movements() {
            @Override
            public Flux<Movement> of(List<UUID> references) {
                return Flux.error(new AssertionError("Nobody asks for this"));
            }

            @Override
            public Flux<Movement> named(List<UUID> transfers) {
                return Flux.error(new AssertionError("Nobody asks for this"));
            }

            @Override
            public Mono<Long> count(Instant from, Instant until) {
                return Mono.error(new AssertionError("Nobody asks for this"));
            }

            @Override
            public Flux<Movement> between(Instant from, Instant until) {
                return Flux.error(new AssertionError("Nobody asks for this"));
            }

            @Override
            public Flux<Movement> between(Set<Purpose> purposes, Instant from, Instant until) {
                return Flux.error(new AssertionError("Nobody asks for this"));
            }

            @Override
            public Flux<Movement> on(String account, Instant from, Instant until) {
                return account.startsWith("nostro:") ? Flux.just(all) : Flux.empty();
            }
        };
    }

    @Test
    void whatAPartnerPaidInIsLookedForUnderItsOwnName() {
        var book = new CorrespondentBook(
                with(
                        movement(Purpose.PARTNER_FUNDS, ACT),
                        movement(Purpose.PARTNER_FUNDS, FORGOTTEN),
                        movement(Purpose.FUNDING, ACT),
                        movement(Purpose.REMITTANCE, REMITTANCE)),
                (PaidInNames) acts -> acts.equals(List.of(ACT, FORGOTTEN))
                        ? Mono.just(Map.of(ACT, "FT-123"))
                        : Mono.error(new AssertionError(acts)));

        var lines = Objects.requireNonNull(
                book.of("debk", Asset.USD, LocalDate.of(2026, 3, 14)).blockFirst());

        assertThat(lines)
                .extracting(OurLine::own)
                .containsExactly("FT-123", null, RemittanceNames.funding(ACT), RemittanceNames.endToEnd(REMITTANCE));
        assertThat(lines)
                .extracting(OurLine::keys)
                .containsExactly(List.of("their:FT-123"), List.of(), List.of(), List.of());
        assertThat(lines).allMatch(OurLine::debit);
    }
}
