package gateway.platform.journal;

/** A part for tests: it stands in a table as it is, and its text can make trouble. */
record Note(String text) implements Part {

    static final Note REFUSED = new Note("refused");

    /** Breaks a check of the table. */
    static final Note POISON = new Note("poison");

    /** Vanishes in the statement, so that fewer rows are written than expected. */
    static final Note LOST = new Note("lost");

    record NotWanted() implements Refusal {}
}
