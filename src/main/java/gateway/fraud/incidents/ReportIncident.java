package gateway.fraud.incidents;

import gateway.fraud.FraudProblem;
import gateway.fraud.state.StateAntifraud;
import gateway.fraud.state.StateAntifraud.Report;
import gateway.platform.resilience.BackgroundWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes incidents in durably, and tells the state of each until it has acknowledged it. */
@Component
public class ReportIncident {

    private static final Logger LOG = LoggerFactory.getLogger(ReportIncident.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TOGETHER = 4;

    private final IncidentStore store;
    private final StateAntifraud state;

    ReportIncident(IncidentStore store, StateAntifraud state) {
        this.store = store;
        this.state = state;
    }

    /** For as long as the node runs. */
    @Configuration(proxyBeanMethods = false)
    static class Work {

        @Bean
        BackgroundWork reportingIncidents(ReportIncident incidents) {
            return BackgroundWork.every("Reporting incidents to the state", PAUSE, incidents::sendDue);
        }
    }

    /** Emits the incident when it is durable; the same again changes nothing. Errors with INCIDENT_DIFFERS. */
    public Mono<Incident> report(Incident incident) {
        return store.add(incident)
                .then(store.find(incident.id()))
                .filter(stored -> stored.saysTheSameAs(incident))
                .switchIfEmpty(Mono.error(() -> FraudProblem.INCIDENT_DIFFERS.because(
                        "Its id stands for another incident; nothing was changed")));
    }

    /** One step; without anybody to tell, incidents wait. */
    Mono<Void> sendDue() {
        return state.isThere() ? store.takeDue().flatMap(this::send, TOGETHER).then() : Mono.empty();
    }

    private Mono<Void> send(Incident it) {
        var report = new Report(it.id(), it.payment().toString(), it.kind(), it.note(), it.reportedAt());
        return state.report(report)
                .flatMap(reference -> store.acknowledged(it.id(), reference))
                .onErrorResume(fault -> later(it, fault));
    }

    // It stays due: the store gives it out again when its time has come.
    private static Mono<Void> later(Incident it, Throwable fault) {
        LOG.warn(
                "Incident {} is reported again later: {}",
                it.id(),
                fault.getClass().getSimpleName());
        return Mono.empty();
    }
}
