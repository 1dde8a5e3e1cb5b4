package gateway.microloans;

import gateway.shared.money.Money;
import java.math.BigInteger;
import java.time.Duration;

/** What one rule allows at most of a microloan. Pure. */
public sealed interface MicroloanCap {

    /** Whether the loan goes beyond it. */
    boolean isBrokenBy(LoanRequest loan);

    /** What it allows, for people. */
    String allows();

    /** All that one person owes of microloans, with this one; a loan of another currency breaks it. */
    record Amount(Money most) implements MicroloanCap {

        @Override
        public boolean isBrokenBy(LoanRequest loan) {
            // Two amounts may be more than a long holds.
            return !loan.principal().asset().equals(most.asset())
                    || BigInteger.valueOf(loan.principal().minor())
                                    .add(BigInteger.valueOf(loan.owed().minor()))
                                    .compareTo(BigInteger.valueOf(most.minor()))
                            > 0;
        }

        @Override
        public String allows() {
            return "%s %s".formatted(most.toDecimal(), most.asset().code());
        }
    }

    /** How long it runs. */
    record Term(int months) implements MicroloanCap {

        @Override
        public boolean isBrokenBy(LoanRequest loan) {
            return loan.months() > months;
        }

        @Override
        public String allows() {
            return months + " months";
        }
    }

    /** What it costs a day. */
    record DailyRate(Percentage most) implements MicroloanCap {

        @Override
        public boolean isBrokenBy(LoanRequest loan) {
            return loan.perDay().compareTo(most) > 0;
        }

        @Override
        public String allows() {
            return most.toString();
        }
    }

    /** All charges of a year, of the principal. */
    record YearlyCharges(Percentage most) implements MicroloanCap {

        @Override
        public boolean isBrokenBy(LoanRequest loan) {
            return most.isExceededBy(loan.dearestYear(), loan.principal());
        }

        @Override
        public String allows() {
            return most.toString();
        }
    }

    /** What all debts of the person cost, of their income; who has proved none may owe nothing. */
    record DebtBurden(Percentage most) implements MicroloanCap {

        @Override
        public boolean isBrokenBy(LoanRequest loan) {
            return !loan.income().isPositive() || most.isExceededBy(loan.debtService(), loan.income());
        }

        @Override
        public String allows() {
            return most.toString();
        }
    }

    /** How long after the one before, whoever lent, another one may be confirmed. */
    record NextAfter(Duration pause) implements MicroloanCap {

        @Override
        public boolean isBrokenBy(LoanRequest loan) {
            var last = loan.lastConfirmedAt();
            return last != null && loan.confirmedAt().isBefore(last.plus(pause));
        }

        @Override
        public String allows() {
            return pause.toString();
        }
    }

    /**
     * How long a person may think again before the money is theirs.
     *
     * @param from loans of so much and more; one of another currency has to wait too
     */
    record CoolingOff(Money from, Duration length) implements MicroloanCap {

        @Override
        public boolean isBrokenBy(LoanRequest loan) {
            boolean concerned = !loan.principal().asset().equals(from.asset())
                    || loan.principal().minor() >= from.minor();
            return concerned && loan.paidOutAt().isBefore(loan.confirmedAt().plus(length));
        }

        @Override
        public String allows() {
            return length.toString();
        }
    }
}
