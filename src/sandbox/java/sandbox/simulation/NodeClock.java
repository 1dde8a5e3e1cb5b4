package sandbox.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** What one node takes for the time; it may be set wrong and set right again. */
final class NodeClock extends Clock {

    private final Agenda agenda;
    private Duration wrongBy = Duration.ZERO;

    NodeClock(Agenda agenda) {
        this.agenda = agenda;
    }

    void step(Duration wrong) {
        wrongBy = wrong;
    }

    Duration wrongBy() {
        return wrongBy;
    }

    @Override
    public Instant instant() {
        return agenda.instant().plus(wrongBy);
    }

    @Override
    public ZoneId getZone() {
        return agenda.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
