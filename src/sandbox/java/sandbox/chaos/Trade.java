package sandbox.chaos;

import java.util.List;

/** Who the customers of a bank are, and what they pay with. */
public interface Trade {

    /** A card of every network each, and a wallet. */
    Trade CARDS = new Trade() {

        @Override
        public List<Customer> customers(Bank bank, int count) {
            return bank.customers(count);
        }

        @Override
        public Orders orders(long seed, List<Customer> customers, List<String> merchants) {
            return new OrderBook(seed, customers, merchants);
        }

        @Override
        public Orders patient(long seed, List<Customer> customers, List<String> merchants) {
            return OrderBook.patient(seed, customers, merchants);
        }
    };

    List<Customer> customers(Bank bank, int count);

    /** Whether a payment is over when its customer is answered; a bill waits for whoever pays it. */
    default boolean endsAtOnce() {
        return true;
    }

    /** A few of the customers hang up soon and try again. */
    Orders orders(long seed, List<Customer> customers, List<String> merchants);

    /** Nobody hangs up. */
    Orders patient(long seed, List<Customer> customers, List<String> merchants);
}
