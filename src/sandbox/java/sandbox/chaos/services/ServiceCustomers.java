package sandbox.chaos.services;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import sandbox.chaos.Bank;
import sandbox.chaos.Customer;
import sandbox.chaos.Together;
import sandbox.humo.HumoCards;

/**
 * Customers with a card that Payme keeps and one that Click keeps, beside those of the networks. What they do with a
 * bill is in the last four digits of their phones, as {@code sandbox.click} reads them.
 */
public final class ServiceCustomers {

    /** Pays after one second, after two, after nine, throws it away, has no Click, never does anything. */
    private static final List<Integer> HABITS = List.of(1001, 1002, 1009, 2002, 3000, 4000);

    private static final int NEXT_OF_A_HABIT = 10_000;
    private static final int AT_ONCE = 3;
    private static final String EXPIRY = "2030-12";

    private ServiceCustomers() {}

    /** One of each habit after the other. */
    public static List<Customer> of(Bank bank, int count) {
        return Together.each(
                AT_ONCE,
                IntStream.range(0, count).map(ServiceCustomers::number).boxed().toList(),
                number -> customer(bank, number));
    }

    private static int number(int turn) {
        return turn / HABITS.size() * NEXT_OF_A_HABIT + HABITS.get(turn % HABITS.size());
    }

    private static Customer customer(Bank bank, int number) {
        var customer = bank.customer(number);
        var pan = HumoCards.number("86000088" + customer.phoneNumber().substring(5));
        var cards = new HashMap<>(customer.cards());
        cards.put("payme", customer.phone().linkCard(pan, EXPIRY, "payme", "666666"));
        cards.put("click", customer.phone().linkCard(pan, EXPIRY, "click", "77777"));
        return new Customer(customer.phoneNumber(), customer.phones(), cards);
    }
}
