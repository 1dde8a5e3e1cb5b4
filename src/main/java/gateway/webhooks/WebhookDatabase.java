package gateway.webhooks;

import gateway.platform.postgres.SideDatabase;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;

/** The connections and the thread of all work on webhooks: whatever partners do, payments wait for none of it. */
@Component
public final class WebhookDatabase extends SideDatabase {

    @Autowired
    WebhookDatabase(R2dbcConnectionDetails database) {
        this(database.getConnectionFactoryOptions());
    }

    public WebhookDatabase(ConnectionFactoryOptions database) {
        super("webhooks", database);
    }
}
