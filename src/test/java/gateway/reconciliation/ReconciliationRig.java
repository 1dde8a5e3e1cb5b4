package gateway.reconciliation;

import gateway.approvals.TwoPersonActs;
import gateway.ledger.SystemAccounts;
import gateway.operators.OperatorNames;
import gateway.payments.RailNames;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.processors.correspondent.KeptStatements;
import gateway.reconciliation.ImportFile.Upload;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.KeptConnection;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** A node that compares books, on a real ledger with a generated day in it. */
final class ReconciliationRig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final AtomicReference<@Nullable Generated> WORLD = new AtomicReference<>();

    final Database database = Stores.database();
    private final KeptConnection asked = new KeptConnection(database);
    final LiveBooks node;

    /** The module with acts, and names out of the generated day. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = {"gateway.reconciliation", "gateway.approvals"},
            excludeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = RestController.class))
    @ConfigurationPropertiesScan("gateway.reconciliation")
    static class Parts {

        @Bean
        RailNames railNames() {
            return new RailNames() {
                @Override
                public Flux<RailName> of(List<UUID> subjects) {
                    var world = java.util.Objects.requireNonNull(WORLD.get());
                    return Flux.fromIterable(subjects).map(world::name);
                }

                @Override
                public Flux<RefundOf> refunds(List<UUID> subjects) {
                    return Flux.empty();
                }

                @Override
                public Flux<RefundOf> refundsOf(List<UUID> payments) {
                    return Flux.empty();
                }
            };
        }

        @Bean
        TransactionalOperator transaction(ConnectionFactory connections) {
            return TransactionalOperator.create(new R2dbcTransactionManager(connections));
        }

        @Bean
        KeptStatements keptStatements() {
            return (_, _) -> Mono.empty();
        }

        @Bean
        OperatorNames operatorNames() {
            return _ -> Flux.empty();
        }
    }

    ReconciliationRig(Generated world) {
        WORLD.set(world);
        node = LiveBooks.start(
                database,
                Parts.class,
                "gateway.reconciliation.pack=classpath:reconciliation/sample.yaml",
                // Tests say when.
                "gateway.reconciliation.every=1h");
        fill(world);
    }

    /** The ledger as it would be after these payments. */
    private void fill(Generated world) {
        try (var connection = database.jdbc()) {
            connection.setAutoCommit(false);
            try (var accounts = connection.prepareStatement("""
                    insert into ledger.account (shard, id, owner, asset, kind, label, opened_at)
                    values (?, ?, ?, 'UZS', 3, ?, now())
                    """)) {
                for (int shard = 0; shard < TimeOrderedIds.SHARDS; shard++) {
                    account(
                            accounts,
                            shard,
                            SystemAccounts.clearing("humo", Asset.UZS, shard).value(),
                            "clearing:humo");
                    account(
                            accounts,
                            shard,
                            SystemAccounts.transit(Asset.UZS, shard).value(),
                            "transit");
                }
                accounts.executeBatch();
            }
            try (var transfers = connection.prepareStatement("""
                    insert into ledger.transfer (shard, id, kind, debit, credit, debit_kind, credit_kind, amount_minor,
                                                 asset, purpose, reference, created_at)
                    values (?, ?, 1, ?, ?, 3, 3, ?, 'UZS', ?, ?, cast(? as timestamptz))
                    """)) {
                for (var it : world.payments) {
                    transfer(transfers, it, it.leg(), it.minor(), 1);
                    if (it.fee() > 0) {
                        transfer(transfers, it, it.feeLeg(), it.fee(), 5);
                    }
                    if (it.number() % 1_000 == 999) {
                        transfers.executeBatch();
                    }
                }
                transfers.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (var analyze = connection.createStatement()) {
                // As the server does by itself when rows come one by one.
                analyze.execute("analyze ledger.transfer, ledger.account");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void account(PreparedStatement row, int shard, UUID id, String label) throws SQLException {
        row.setInt(1, shard);
        row.setObject(2, id);
        row.setObject(3, id);
        row.setString(4, label);
        row.addBatch();
    }

    private static void transfer(PreparedStatement row, Generated.Paid it, UUID id, long minor, int purpose)
            throws SQLException {
        int shard = TimeOrderedIds.shardOf(it.id());
        row.setInt(1, shard);
        row.setObject(2, id);
        row.setObject(3, SystemAccounts.clearing("humo", Asset.UZS, shard).value());
        row.setObject(4, SystemAccounts.transit(Asset.UZS, shard).value());
        row.setLong(5, minor);
        row.setInt(6, purpose);
        row.setObject(7, it.id());
        row.setString(8, it.instant().toString());
        row.addBatch();
    }

    Counterparty humo() {
        return node.bean(Counterparties.class).find("humo").orElseThrow();
    }

    Mono<ImportFile.Result> add(Book book, String text) {
        return node.bean(ImportFile.class).add(new Upload(humo(), book, false, null, null, "dilnoza", file(text)));
    }

    Mono<ImportFile.Result> add(Book book, Path file, @Nullable LocalDate day) {
        return node.bean(ImportFile.class).add(new Upload(humo(), book, false, day, null, "dilnoza", file));
    }

    static Path file(String text) {
        try {
            var file = Files.createTempFile("oqim-reconciliation", ".csv");
            file.toFile().deleteOnExit();
            return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Runs.Summary run() {
        return get(node.bean(Reconcile.class).run(humo()));
    }

    /** Open breaks as {@link Generated#expected} writes them. */
    TreeSet<String> open(Generated world) {
        var open = new TreeSet<String>();
        for (var it : breaks(Breaks.State.OPEN)) {
            var said = it.found().kind().code() + " " + it.found().against().code() + " " + world.item(it);
            if (!open.add(said)) {
                open.add(said + " again");
            }
        }
        return open;
    }

    List<Breaks.Stored> breaks(Breaks.State state) {
        return get(node.bean(Breaks.class).list(new Breaks.Filter("humo", null, state, null, null, null), 100_000));
    }

    TwoPersonActs acts() {
        return node.bean(TwoPersonActs.class);
    }

    double metered(String name, String... tags) {
        return node.bean(MeterRegistry.class).find(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    static Staff staff(String name) {
        return new Staff(name, Set.of(StaffRole.OPERATIONS));
    }

    long count(String query) {
        return asked.number(query);
    }

    static <T> T get(Mono<T> mono) {
        return mono.blockOptional(PATIENCE).orElseThrow();
    }

    static void done(Mono<Void> mono) {
        mono.block(PATIENCE);
    }

    @Override
    public void close() {
        node.close();
        asked.close();
    }
}
