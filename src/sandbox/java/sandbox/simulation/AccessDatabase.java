package sandbox.simulation;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.r2dbc.spi.Readable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.FetchSpec;
import org.springframework.r2dbc.core.RowsFetchSpec;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import sandbox.simulation.AccessStatements.Row;
import sandbox.simulation.AccessTables.Work;
import sandbox.simulation.Faults.Kind;

/** One node's line to the tables of sessions: statements and transactions that get lost, late and stuck by the seed. */
final class AccessDatabase implements TransactionalOperator {

    private static final ReactiveTransaction TRANSACTION = new ReactiveTransaction() {};

    private final World world;
    private final Node node;
    private final AccessStatements statements;
    private final List<Work> open = new ArrayList<>();

    /** When the database last answered this node what is new, and whether a token counts: nanoseconds. */
    long toldNews = Long.MIN_VALUE / 2;

    long toldTruth = Long.MIN_VALUE / 2;

    AccessDatabase(World world, Node node) {
        this.world = world;
        this.node = node;
        this.statements = new AccessStatements(world.tables);
    }

    DatabaseClient client() {
        return proxy(DatabaseClient.class, (_, method, arguments) -> {
            if (method.getName().equals("sql")) {
                return new Statement(String.valueOf(arguments[0])).spec();
            }
            throw new IllegalStateException("The model has no " + method);
        });
    }

    /** The server finds out that nobody is there and gives back what was held. */
    void crash() {
        var left = List.copyOf(open);
        world.agenda.afterMillis(world.between(1, 2_000), () -> left.forEach(world.tables::rollback));
    }

    @Override
    public <T> Flux<T> execute(TransactionCallback<T> action) {
        return Flux.usingWhen(
                        Mono.fromSupplier(this::begin),
                        work -> Flux.from(action.doInTransaction(TRANSACTION))
                                .contextWrite(it -> it.put(Work.class, work)),
                        this::commit,
                        (work, _) -> rollback(work),
                        this::rollback)
                .onErrorMap(AccessDatabase::cause);
    }

    // What Spring's own operator does to a failed COMMIT.
    private static Throwable cause(Throwable fault) {
        return fault.getCause() instanceof R2dbcException lost ? lost : fault;
    }

    private Work begin() {
        var work = world.tables.begin();
        open.removeIf(Work::isOver);
        open.add(work);
        return work;
    }

    private Mono<Void> rollback(Work work) {
        return Mono.fromRunnable(() -> world.tables.rollback(work));
    }

    private Mono<Void> commit(Work work) {
        return Mono.<Void>create(sink -> travel(sink, () -> commit(work, sink)))
                // A COMMIT that never arrived: the server ends with the connection what was begun on it.
                .doOnError(_ -> world.tables.rollback(work));
    }

    private void commit(Work work, MonoSink<Void> sink) {
        if (work.isOver() || world.strikes(Kind.COMMIT_LOST)) {
            world.tables.rollback(work);
            back(() -> sink.error(lost()));
        } else if (world.strikes(Kind.COMMIT_UNKNOWN)) {
            if (world.coin()) {
                world.see(Sight.ACCESS_COMMIT_UNKNOWN);
                world.tables.commit(work);
            } else {
                world.tables.rollback(work);
            }
            node.after(world.between(50, 3_000), () -> sink.error(lost()));
        } else {
            world.tables.commit(work);
            back(sink::success);
        }
    }

    private void back(Runnable answer) {
        node.after(1, answer);
    }

    /** The way to the database, if there is one. */
    private void travel(MonoSink<?> sink, Runnable there) {
        if (!node.alive) {
            return;
        }
        world.agenda.afterMillis(world.between(1, 2), () -> {
            if (node.databaseCut()) {
                // Nobody answers until the connection is found dead.
                node.after(node.databaseCutFor() + 1, () -> sink.error(lost()));
            } else if (world.database.down) {
                back(() -> sink.error(lost()));
            } else {
                there.run();
            }
        });
    }

    private static R2dbcNonTransientResourceException lost() {
        return new R2dbcNonTransientResourceException("The connection was lost", "08006");
    }

    private void execute(Statement it, @Nullable Work transaction, MonoSink<List<Row>> sink) {
        var work = transaction == null ? world.tables.begin() : transaction;
        if (work.isOver()) {
            back(() -> sink.error(lost()));
        } else if (world.database.full && AccessStatements.writes(it.sql)) {
            world.see(Sight.DISK_FULL_FOR_SESSIONS);
            world.tables.rollback(work);
            back(() -> sink.error(new R2dbcTransientResourceException("could not extend file", "53100")));
        } else {
            statements.run(work, it.sql, it.binds, rows -> {
                if (transaction == null) {
                    world.tables.commit(work);
                }
                told(it.sql, rows, sink);
            });
        }
    }

    private void told(String sql, List<Row> rows, MonoSink<List<Row>> sink) {
        long asOf = world.agenda.nanos();
        back(() -> {
            if (sql.contains("horizon")) {
                toldNews = asOf;
            } else if (sql.contains("max(epoch)")) {
                toldTruth = asOf;
            }
            sink.success(rows);
        });
    }

    /** A statement with its values. */
    private final class Statement {

        private final String sql;
        private final Map<String, Object> binds = new LinkedHashMap<>();

        Statement(String sql) {
            this.sql = sql;
        }

        GenericExecuteSpec spec() {
            return proxy(GenericExecuteSpec.class, (self, method, arguments) -> switch (method.getName()) {
                case "bind" -> {
                    binds.put(String.valueOf(arguments[0]), arguments[1]);
                    yield self;
                }
                case "map" -> rows(arguments[0]);
                case "fetch" -> updated();
                case "then" -> run().then();
                default -> throw new IllegalStateException("The model has no " + method);
            });
        }

        private Mono<List<Row>> run() {
            return Mono.deferContextual(context -> {
                var work = context.<Work>getOrDefault(Work.class, null);
                return Mono.create(sink -> travel(sink, () -> execute(this, work, sink)));
            });
        }

        @SuppressWarnings("unchecked")
        private RowsFetchSpec<Object> rows(Object mapping) {
            var map = (Function<Readable, Object>) mapping;
            var all = run().flatMapIterable(rows -> rows).map(map);
            return proxy(RowsFetchSpec.class, (_, method, _) -> switch (method.getName()) {
                case "one" -> all.singleOrEmpty();
                case "first" -> all.next();
                default -> all;
            });
        }

        private FetchSpec<?> updated() {
            return proxy(FetchSpec.class, (_, method, _) -> {
                if (method.getName().equals("rowsUpdated")) {
                    return run().map(rows -> (long) rows.size());
                }
                throw new IllegalStateException("The model has no " + method);
            });
        }
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(AccessDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
