package gateway.compliance;

/** Compares a party with everybody on the lists in force. */
@FunctionalInterface
public interface Screening {

    /** From memory, in less than a millisecond. Throws NAME_UNREADABLE where there is no name to compare. */
    Verdict screen(Party party);
}
