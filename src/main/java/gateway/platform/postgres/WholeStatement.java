package gateway.platform.postgres;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** A statement whose parameters become a message before anybody can give it up. */
final class WholeStatement implements Statement {

    private final Starts starts;
    private Statement statement;

    WholeStatement(Statement statement, Starts starts) {
        this.statement = statement;
        this.starts = starts;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return new WholeStart<Result>(
                Flux.from(statement.execute()).map(result -> new WholeResult(result, starts)), starts);
    }

    @Override
    public Statement add() {
        statement = statement.add();
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        statement = statement.bind(index, value);
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        statement = statement.bind(name, value);
        return this;
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        statement = statement.bindNull(index, type);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        statement = statement.bindNull(name, type);
        return this;
    }

    @Override
    public Statement returnGeneratedValues(String... columns) {
        statement = statement.returnGeneratedValues(columns);
        return this;
    }

    @Override
    public Statement fetchSize(int rows) {
        statement = statement.fetchSize(rows);
        return this;
    }

    /** The driver sends the statement when somebody asks for its result's rows. */
    private record WholeResult(Result result, Starts starts) implements Result {

        @Override
        public Publisher<Long> getRowsUpdated() {
            return new WholeStart<>(result.getRowsUpdated(), starts);
        }

        @Override
        public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
            return new WholeStart<>(result.map(mapping), starts);
        }

        @Override
        public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapping) {
            return new WholeStart<>(result.map(mapping), starts);
        }

        @Override
        public Result filter(Predicate<Segment> filter) {
            return new WholeResult(result.filter(filter), starts);
        }

        @Override
        public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
            return new WholeStart<>(result.flatMap(mapping), starts);
        }
    }
}
