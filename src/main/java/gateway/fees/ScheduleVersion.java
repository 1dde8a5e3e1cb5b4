package gateway.fees;

/** One version of one fee schedule: what a fee that was taken can be traced back to. */
public record ScheduleVersion(String schedule, int version) {

    @Override
    public String toString() {
        return schedule + " v" + version;
    }
}
