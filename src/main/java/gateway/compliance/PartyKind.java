package gateway.compliance;

/** What a name belongs to; it decides how the name is read. */
public enum PartyKind {
    PERSON,
    ORGANISATION,
    /** Ships and aircraft, which stand on lists and never pay. */
    OTHER
}
