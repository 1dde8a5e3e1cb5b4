package gateway.processors.humo;

import gateway.processors.DeclineReason;
import gateway.processors.Outcome;
import java.util.Map;
import java.util.TreeMap;

/**
 * HUMO's action codes in our words: ISO 8583:1993 data element 39, as listed in public HUMO integrations. A code is a
 * decline only when it says that nobody executed the request; codes that leave room for an execution somewhere are
 * {@link Meaning.Unclear}.
 */
final class HumoResponseCodes {

    /** What a code says about the money. */
    sealed interface Meaning {

        /** Authorised in full. */
        record Approved() implements Meaning {}

        /** Refused; nothing moved. */
        record Declined(DeclineReason reason) implements Meaning {}

        /** May have been executed, or is no answer to a payment. */
        record Unclear() implements Meaning {}
    }

    /** "Original not found": to an enquiry it means that HUMO does not know the payment. */
    static final String NO_SUCH_PAYMENT = "914";

    private static final Meaning APPROVED = new Meaning.Approved();
    private static final Meaning UNCLEAR = new Meaning.Unclear();
    private static final Map<String, Meaning> TABLE = table();

    private HumoResponseCodes() {}

    /** A code that is not in the table is unclear. */
    static Meaning meaning(String code) {
        return TABLE.getOrDefault(code, UNCLEAR);
    }

    /** What a fault says about the request it answers; an approval never comes as a fault. */
    static Outcome refusal(String code) {
        return switch (meaning(code)) {
            case Meaning.Declined it -> new Outcome.Declined(it.reason(), code);
            case Meaning.Approved _, Meaning.Unclear _ -> new Outcome.Unknown("fault " + code);
        };
    }

    static Map<String, Meaning> all() {
        return TABLE;
    }

    private static Map<String, Meaning> table() {
        var table = new TreeMap<String, Meaning>();
        approvalsAndDeclines(table);
        pickUps(table);
        systemAnswers(table);
        return Map.copyOf(table);
    }

    private static void approvalsAndDeclines(Map<String, Meaning> table) {
        put(table, APPROVED, "000", "001", "003", "004", "005", "006", "007");
        // Approved for a part of the amount: we asked for all of it, so the enquiry decides.
        put(table, UNCLEAR, "002");
        decline(table, DeclineReason.DO_NOT_HONOUR, "100", "103", "107", "108");
        decline(table, DeclineReason.CARD_EXPIRED, "101");
        decline(table, DeclineReason.SUSPECTED_FRAUD, "102", "105", "122", "129");
        decline(table, DeclineReason.CARD_RESTRICTED, "104", "119");
        decline(table, DeclineReason.PIN_OR_CODE_WRONG, "106", "117", "126", "127");
        decline(table, DeclineReason.PAYEE_INVALID, "109", "120");
        decline(table, DeclineReason.AMOUNT_INVALID, "110", "113");
        decline(table, DeclineReason.CARD_NOT_FOUND, "111", "114", "118");
        decline(table, DeclineReason.AUTHENTICATION_REQUIRED, "112");
        decline(table, DeclineReason.INSUFFICIENT_FUNDS, "116");
        decline(table, DeclineReason.LIMIT_EXCEEDED, "121", "123");
        decline(table, DeclineReason.LEGAL_RESTRICTION, "124");
        decline(table, DeclineReason.CARD_BLOCKED, "125", "180");
        decline(table, DeclineReason.RAIL_FAILURE, "115", "128");
    }

    private static void pickUps(Map<String, Meaning> table) {
        decline(table, DeclineReason.CARD_BLOCKED, "200", "203", "207", "280", "281");
        decline(table, DeclineReason.CARD_EXPIRED, "201");
        decline(table, DeclineReason.SUSPECTED_FRAUD, "202", "205", "210");
        decline(table, DeclineReason.CARD_RESTRICTED, "204");
        decline(table, DeclineReason.PIN_OR_CODE_WRONG, "206");
        decline(table, DeclineReason.CARD_LOST_OR_STOLEN, "208", "209");
    }

    private static void systemAnswers(Map<String, Meaning> table) {
        // Answers to other messages than a payment: files, reversals, reconciliation, administration, fees, network,
        // advices.
        put(table, UNCLEAR, "300", "301", "302", "303", "304", "305", "306", "307", "308", "309", "400", "499");
        put(table, UNCLEAR, "500", "501", "502", "503", "504", "600", "601", "602", "603", "604", "605", "606");
        put(table, UNCLEAR, "680", "681", "700", "800", "900", "901");
        // Turned away before anybody executed it: not understood, not routed, not authenticated.
        decline(table, DeclineReason.RAIL_FAILURE, "902", "903", "904", "905", "916", "917", "918", "919", "920");
        decline(table, DeclineReason.ISSUER_UNAVAILABLE, "906", "907", "908", "910", "912");
        // Malfunction, silence of the issuer, duplicate (an earlier copy was taken), lost original, reconciliation, and
        // HUMO's "other": the request may have been executed.
        put(table, UNCLEAR, "909", "911", "913", NO_SUCH_PAYMENT, "915", "-1");
    }

    private static void decline(Map<String, Meaning> table, DeclineReason reason, String... codes) {
        put(table, new Meaning.Declined(reason), codes);
    }

    private static void put(Map<String, Meaning> table, Meaning meaning, String... codes) {
        for (var code : codes) {
            if (table.put(code, meaning) != null) {
                throw new IllegalStateException("Code listed twice: " + code);
            }
        }
    }
}
