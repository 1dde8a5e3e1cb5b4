package gateway.crossborder.rates;

/** What becomes of an observation. */
public sealed interface RateJudgement {

    /** It is in force from now on. */
    record Taken() implements RateJudgement {}

    /** It may be right, and a person or another provider has to say so. */
    record Held(String why) implements RateJudgement {}

    /** It cannot be right. */
    record Refused(String why) implements RateJudgement {}

    /** Nothing newer than what is known. */
    record Known() implements RateJudgement {}
}
