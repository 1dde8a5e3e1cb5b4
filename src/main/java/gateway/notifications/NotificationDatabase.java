package gateway.notifications;

import gateway.platform.postgres.SideDatabase;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;

/** The connections of all work on notifications: whatever providers do, payments wait for none of it. */
@Component
public final class NotificationDatabase extends SideDatabase {

    @Autowired
    NotificationDatabase(R2dbcConnectionDetails database) {
        this(database.getConnectionFactoryOptions());
    }

    public NotificationDatabase(ConnectionFactoryOptions database) {
        super("notifications", database);
    }
}
