package gateway.platform.http;

import gateway.platform.observability.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.support.StaticApplicationContext;

/** A server's limits, where no application makes them. */
final class Limits {

    private Limits() {}

    static ServerLimits of(HttpSettings settings, MeterRegistry meters) {
        var places = new Places(settings, meters);
        var admission = new Admission(places, meters, new StaticApplicationContext());
        var bodies = new StaticListableBeanFactory().getBeanProvider(ProblemBody.class);
        return new ServerLimits(
                settings,
                meters,
                new Farewell(),
                places,
                new SendAway(admission, bodies, meters, new Traces(new java.security.SecureRandom())));
    }
}
