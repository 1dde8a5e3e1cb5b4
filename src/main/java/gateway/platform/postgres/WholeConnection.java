package gateway.platform.postgres;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.reactivestreams.Publisher;

/** A connection as it is, but for its statements and its end. */
record WholeConnection(Connection unwrap) implements Connection, Wrapped<Connection> {

    @Override
    public Statement createStatement(String sql) {
        return new WholeStatement(unwrap.createStatement(sql));
    }

    @Override
    public Batch createBatch() {
        return unwrap.createBatch();
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return unwrap.beginTransaction();
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return unwrap.beginTransaction(definition);
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return unwrap.commitTransaction();
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return unwrap.rollbackTransaction();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return unwrap.createSavepoint(name);
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return unwrap.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return unwrap.rollbackTransactionToSavepoint(name);
    }

    @Override
    public boolean isAutoCommit() {
        return unwrap.isAutoCommit();
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean each) {
        return unwrap.setAutoCommit(each);
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return unwrap.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return unwrap.setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration most) {
        return unwrap.setLockWaitTimeout(most);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration most) {
        return unwrap.setStatementTimeout(most);
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return unwrap.getMetadata();
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return unwrap.validate(depth);
    }

    @Override
    public Publisher<Void> close() {
        return EndConnection.apart(unwrap);
    }
}
