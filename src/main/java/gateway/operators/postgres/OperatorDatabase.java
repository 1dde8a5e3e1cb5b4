package gateway.operators.postgres;

import gateway.platform.postgres.SideDatabase;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;

/** The connections and the thread for what operators ask about: however much that is, payments wait for none of it. */
@Component
class OperatorDatabase extends SideDatabase {

    OperatorDatabase(R2dbcConnectionDetails database) {
        super("operators", database.getConnectionFactoryOptions());
    }
}
