package gateway.corebanking;

/** What became of a document that was sent. */
public sealed interface CoreAnswer {

    /** It stands in their books, by this message or an earlier one. */
    record Accepted() implements CoreAnswer {}

    /** It never will as it is; a person has to look at it. */
    record Rejected(String code) implements CoreAnswer {}

    /** It may or may not stand there: it is sent again, and they know it by its id. */
    record Unclear(String why) implements CoreAnswer {}
}
