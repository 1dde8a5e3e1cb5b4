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

/**
 * A connection as it is, but for its statements, its end, and transactions, which wait for statements that are sent.
 */
record WholeConnection(Connection unwrap, Starts starts) implements Connection, Wrapped<Connection> {

    static WholeConnection of(Connection connection) {
        return new WholeConnection(connection, new Starts());
    }

    @Override
    public Statement createStatement(String sql) {
        return new WholeStatement(unwrap.createStatement(sql), starts);
    }

    @Override
    public Batch createBatch() {
        return unwrap.createBatch();
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return starts.after(unwrap.beginTransaction());
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return starts.after(unwrap.beginTransaction(definition));
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return starts.after(unwrap.commitTransaction());
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return starts.after(unwrap.rollbackTransaction());
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return starts.after(unwrap.createSavepoint(name));
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return starts.after(unwrap.releaseSavepoint(name));
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return starts.after(unwrap.rollbackTransactionToSavepoint(name));
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
