package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.Balance;
import gateway.ledger.Ledger;
import gateway.ledger.Purpose;
import gateway.ledger.StatementCursor;
import gateway.ledger.StatementLine;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A statement is whole, or there is none: half of one would agree with nothing. */
class PartnerAccountTest {

    @Test
    void whatIsTooLongIsNotCutOff() {
        assertThat(lines(10_000)).hasValueSatisfying(lines -> assertThat(lines).hasSize(10_000));
        assertThat(lines(10_001)).isEmpty();
    }

    private static Optional<List<StatementLine>> lines(int all) {
        return new PartnerAccount(new Lines(all))
                .lines(new PartnerId(new UUID(1, 0x100)), Asset.USD, Instant.EPOCH, Instant.EPOCH.plusSeconds(1))
                .blockOptional()
                .orElseThrow();
    }

    /** So many lines, of which as many are told as were asked for. */
    private record Lines(int all) implements Ledger {

        @Override
        public Mono<Balance> balance(AccountId account) {
            return Mono.empty();
        }

        @Override
        public Mono<Money> posted(Collection<AccountId> accounts, Asset asset) {
            return Mono.empty();
        }

        @Override
        public Mono<Balance> balanceAt(AccountId account, Instant at) {
            return Mono.empty();
        }

        @Override
        public Flux<StatementLine> statement(AccountId account, Instant since, StatementCursor before, int limit) {
            return Flux.range(0, Math.min(all, limit)).map(Lines::line);
        }

        private static StatementLine line(int number) {
            var id = new UUID(number, 0x100);
            var sum = new Money(1, Asset.USD);
            return new StatementLine(
                    new TransferId(id), new AccountId(id), sum, sum, Purpose.ARRIVAL, id, Instant.EPOCH);
        }
    }
}
