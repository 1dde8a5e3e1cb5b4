package sandbox.chaos;

import java.time.Duration;

/**
 * What is usual in a bank that is about to be hurt.
 *
 * @param nodes gateways over the same stores
 * @param railFaults the share of money messages that meet a fault of their rail while the bank is hurt
 * @param strikesPerRound after that many everything must heal and add up
 * @param calm the longest time between two strikes; it is drawn
 * @param trade what customers pay with
 */
public record Conditions(int nodes, double railFaults, int strikesPerRound, Duration calm, Trade trade) {

    private static final double TEN_PERCENT = 0.1;
    private static final int STRIKES_PER_ROUND = 25;
    private static final Duration CALM = Duration.ofSeconds(3);

    /** Two nodes, one in ten messages to a rail disturbed, a look at all books after every 25 strikes. */
    public static Conditions usual() {
        return new Conditions(2, TEN_PERCENT, STRIKES_PER_ROUND, CALM, Trade.CARDS);
    }

    public Conditions withRailFaults(double share) {
        return new Conditions(nodes, share, strikesPerRound, calm, trade);
    }

    public Conditions withRound(int strikes) {
        return new Conditions(nodes, railFaults, strikes, calm, trade);
    }

    public Conditions withCalm(Duration longest) {
        return new Conditions(nodes, railFaults, strikesPerRound, longest, trade);
    }

    public Conditions withTrade(Trade other) {
        return new Conditions(nodes, railFaults, strikesPerRound, calm, other);
    }
}
