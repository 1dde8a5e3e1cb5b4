package gateway.corebanking;

import gateway.ledger.Purpose;
import gateway.rulebook.Validity;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which account of the core banking system stands for which of ours, and when; versions never overlap.
 *
 * @param name of the pack
 */
public record AccountMap(String name, List<Account> accounts, List<Code> purposes) {

    public AccountMap {
        accounts = List.copyOf(accounts);
        purposes = List.copyOf(purposes);
    }

    /** @param number twenty digits */
    public record Account(String account, Asset currency, String number, Validity validity) {}

    /** The purpose code of a kind of movement. */
    public record Code(Kind purpose, String code) {}

    /** Kinds of movement that the core banking system tells apart. */
    public enum Kind implements gateway.rulebook.Coded {
        PAYMENT("payment"),
        FEE("fee"),
        REVERSAL("reversal"),
        REFUND("refund");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        static Kind of(Purpose purpose) {
            return switch (purpose) {
                case PAYMENT, PAYMENT_LEG, ADJUSTMENT, TOP_UP, REMITTANCE, EXCHANGE, FUNDING, ARRIVAL, PARTNER_FUNDS ->
                    PAYMENT;
                case FEE, FEE_RETURN, REMITTANCE_FEE, REMITTANCE_FEE_RETURN -> FEE;
                case REVERSAL -> REVERSAL;
                case REFUND, TOP_UP_RETURN, EXCHANGE_RETURN -> REFUND;
            };
        }
    }

    /** A document's accounts in the core banking system. */
    public record Mapped(String debit, String credit, String purposeCode) {}

    /** The number that stood for the account at that moment. */
    public Optional<String> number(String account, Asset currency, Instant at) {
        return accounts.stream()
                .filter(it -> it.account().equals(account) && it.currency().equals(currency))
                .filter(it -> it.validity().holds(at))
                .map(Account::number)
                .findFirst();
    }

    /** Empty when one of both accounts, or the purpose, is not in the map. */
    Optional<Mapped> map(CoreDocument document) {
        var amendment = document.amends();
        if (amendment != null) {
            return code(document.purpose()).map(code -> new Mapped(amendment.debit(), amendment.credit(), code));
        }
        var debit = number(document.debit(), document.amount().asset(), document.bookedAt());
        var credit = number(document.credit(), document.amount().asset(), document.bookedAt());
        var purpose = code(document.purpose());
        return Stream.of(debit, credit, purpose).allMatch(Optional::isPresent)
                ? Optional.of(new Mapped(debit.orElseThrow(), credit.orElseThrow(), purpose.orElseThrow()))
                : Optional.empty();
    }

    private Optional<String> code(Purpose purpose) {
        return purposes.stream()
                .filter(it -> it.purpose() == Kind.of(purpose))
                .map(Code::code)
                .findFirst();
    }
}
