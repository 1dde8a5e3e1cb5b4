package sandbox.chaos.services;

import java.util.List;
import sandbox.chaos.Bank;
import sandbox.chaos.Customer;
import sandbox.chaos.Orders;
import sandbox.chaos.Trade;

/** Customers who pay through Payme, Click and Uzum Bank only. */
final class ServiceTrade implements Trade {

    private static final int IMPATIENT_PERCENT = 3;

    @Override
    public List<Customer> customers(Bank bank, int count) {
        return ServiceCustomers.of(bank, count);
    }

    @Override
    public boolean endsAtOnce() {
        return false;
    }

    @Override
    public Orders orders(long seed, List<Customer> customers, List<String> merchants) {
        return new ServiceOrders(seed, customers, merchants, IMPATIENT_PERCENT);
    }

    @Override
    public Orders patient(long seed, List<Customer> customers, List<String> merchants) {
        return new ServiceOrders(seed, customers, merchants, 0);
    }
}
