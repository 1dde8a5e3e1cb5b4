package sandbox.simulation;

import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.limits.CountStore;
import gateway.limits.Limits;
import gateway.payments.PaymentStore;
import gateway.payments.ReviewReleases;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.IdempotencyKeys;
import gateway.platform.journal.Wire;
import gateway.platform.journal.Wire.Cut;
import gateway.platform.journal.Wire.Fence;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** The product's journal, batch writers and readers over a real PostgreSQL, on a line that can be cut. */
final class ServerBench implements MoneyBench {

    private static final UUID GATE = new UUID(0x6000, 0x8000_0000_0000_0009L);
    private static final UUID BEYOND = new UUID(0x6001, 0x8000_0000_0000_0009L);

    private static final String BOOKS = """
            select concat_ws(' ', 'account', id, kind, debits_posted, credits_posted, debits_pending, credits_pending)
              from ledger.account
             where id not in (?, ?)
            union all
            select concat_ws(' ', 'hold', id, state) from ledger.hold
            union all
            select concat_ws(' ', 'transfer', id) from ledger.transfer
            union all
            select concat_ws(' ', 'key', scope, key, encode(fingerprint, 'hex'), subject) from platform.idempotency
            union all
            select concat_ws(' ', 'event', subject, version, type, payload, coalesce(customer::text, 'null'))
              from platform.outbox
            union all
            select concat_ws(' ', 'payment', id, version,
                             coalesce((extract(epoch from next_check_at) * 1000)::bigint::text, 'null'))
              from payments.payment
            union all
            select concat_ws(' ', 'refund', id, version,
                             coalesce((extract(epoch from next_check_at) * 1000)::bigint::text, 'null'))
              from payments.refund
            union all
            select 'payee ' || customer || '|' || payee from payments.payee
            union all
            select concat_ws(' ', 'counter', scope, limit_id, bucket, taken, given_back) from limits.counter
            """;

    private static final int POOL = 50;
    private static final Steps TIME = new Steps();

    /** Past the line that can be cut, and kept: a server is quicker to answer than to let somebody in. */
    private final Connection beside;

    private final Wire wire;
    private final LiveBooks live;
    private final Limits limits;
    private long gates;

    /** What payments need beside the journal and the ledger. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = {"gateway.payments.postgres", "gateway.limits"},
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "gateway\\.payments\\.postgres\\.(PaymentWriter|RefundWriter|PayeeWriter"
                                    + "|PostgresPaymentStore|PostgresReviewReleases)"
                                    + "|gateway\\.limits\\.(UseWriter|PostgresCounts)"))
    static class Parts {

        @Bean
        @Primary
        Clock steps() {
            return TIME;
        }
    }

    /** Time that passes when it is told to. */
    private static final class Steps extends Clock {

        private volatile Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** @param begin what time it is at first */
    ServerBench(Instant begin) {
        TIME.now = begin;
        var database = Stores.database();
        try {
            this.beside = database.jdbc();
            beside.setAutoCommit(false);
            this.wire = new Wire(database);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        // As patient as a test has to be on a busy machine; and nothing happens by itself.
        this.live = LiveBooks.start(
                wire.database(),
                Parts.class,
                "gateway.journal.writers=1",
                "gateway.journal.max-wait=60s",
                "gateway.journal.batch-timeout=60s",
                "gateway.journal.commit-timeout=60s",
                "gateway.journal.outage-wait=60s",
                "gateway.journal.longest-pause=0s",
                "gateway.ledger.expiry-pause=1d");
        this.limits = (Limits) new Assembly(Ceilings.of(true), live.bean(CountStore.class), TIME)
                .named("gateway.limits.JournaledLimits");
        open(new AccountId(GATE), GATE, AccountKind.MERCHANT);
        open(new AccountId(BEYOND), BEYOND, AccountKind.MERCHANT);
    }

    @Override
    public Instant now() {
        return TIME.now;
    }

    @Override
    public void until(Instant moment) {
        TIME.now = moment;
    }

    /** One that comes first waits at a locked account, so that the others gather; then it is refused. */
    @Override
    public List<String> together(List<Entry> entries, Mishap mishap) {
        try {
            lockGate();
            var first = begin(gate());
            wire.cutOnce(
                    switch (mishap) {
                        case NONE -> Cut.NEVER;
                        case LOST, LOST_ASKED_TWICE -> Cut.BEFORE_COMMIT_ARRIVES;
                        case UNANSWERED, UNANSWERED_ASKED_TWICE -> Cut.BEFORE_COMMIT_IS_ANSWERED;
                    });
            wire.fenceOnce(
                    switch (mishap) {
                        case NONE, LOST, UNANSWERED -> Fence.HEARD;
                        case LOST_ASKED_TWICE, UNANSWERED_ASKED_TWICE -> Fence.CUT_OFF;
                    });
            var all = entries.stream().map(this::begin).toList();
            beside.rollback();
            end(first);
            return all.stream().map(this::end).toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            wire.cutOnce(Cut.NEVER);
            wire.fenceOnce(Fence.HEARD);
        }
    }

    private void lockGate() throws SQLException {
        try (var lock = beside.prepareStatement("select id from ledger.account where id = ? for update")) {
            lock.setObject(1, GATE);
            lock.executeQuery();
        }
    }

    private Entry gate() {
        var nothing = new Direct(
                new TransferId(new UUID(0x6002, ++gates << 8 | 9)),
                new AccountId(GATE),
                new AccountId(BEYOND),
                Money.zero(Asset.UZS),
                Purpose.ADJUSTMENT,
                GATE);
        return new Entry(9, Priority.COMPLETION, List.of(new PostTransfers(List.of(nothing))));
    }

    @Override
    public CompletableFuture<@Nullable String> begin(Entry entry) {
        return MoneyBench.text(live.journal().commit(entry)).toFuture();
    }

    @Override
    public String end(CompletableFuture<@Nullable String> begun) {
        return Objects.requireNonNull(begun.join());
    }

    @Override
    public void gone(boolean gone) {
        if (gone) {
            wire.down();
        } else {
            wire.up();
        }
    }

    @Override
    public <T> T read(Mono<T> question) {
        // Connections of the common pool that were cut are found out one by one.
        return Objects.requireNonNull(question.retryWhen(Retry.max(POOL).filter(ServerBench::isOfTheLine))
                .block());
    }

    private static boolean isOfTheLine(Throwable error) {
        return error instanceof DataAccessResourceFailureException;
    }

    @Override
    public PaymentStore payments() {
        return live.bean(PaymentStore.class);
    }

    @Override
    public IdempotencyKeys keys() {
        return live.bean(IdempotencyKeys.class);
    }

    @Override
    public ReviewReleases releases() {
        return live.bean(ReviewReleases.class);
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void open(AccountId account, UUID owner, AccountKind kind) {
        var opening = new OpenAccount(account, owner, Asset.UZS, kind);
        end(begin(new Entry(account.shard(), Priority.COMPLETION, List.of(opening))));
    }

    @Override
    public List<String> books() {
        var all = new ArrayList<String>();
        try (var rows = beside.prepareStatement(BOOKS)) {
            rows.setObject(1, GATE);
            rows.setObject(2, BEYOND);
            var found = rows.executeQuery();
            while (found.next()) {
                all.add(found.getString(1));
            }
            beside.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all.stream().sorted().toList();
    }

    @Override
    public void close() {
        live.close();
        try {
            beside.close();
            wire.close();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
