package gateway.processors.correspondent.postgres;

import gateway.platform.postgres.OwnConnections;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** A few connections for all work on messages, so that no payment waits for any of it. */
@Component
public class CorrespondentDatabase implements DisposableBean {

    private static final int CONNECTIONS = 4;

    private final OwnConnections own;

    CorrespondentDatabase(ConnectionFactory shared) {
        this.own = OwnConnections.beside(shared, CONNECTIONS);
    }

    public DatabaseClient client() {
        return own.database();
    }

    @Override
    public void destroy() {
        own.dispose();
    }
}
