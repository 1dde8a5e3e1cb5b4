package gateway.audit;

import gateway.platform.postgres.SideDatabase;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;

/** The connections and the thread of the trail: payments wait for none of its work. */
@Component
public final class AuditDatabase extends SideDatabase {

    @Autowired
    AuditDatabase(R2dbcConnectionDetails database) {
        this(database.getConnectionFactoryOptions());
    }

    public AuditDatabase(ConnectionFactoryOptions database) {
        super("audit", database);
    }
}
