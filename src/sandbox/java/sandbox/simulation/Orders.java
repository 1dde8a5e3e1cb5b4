package sandbox.simulation;

import gateway.cards.Scheme;
import gateway.ledger.SystemAccounts;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payments.Order;
import gateway.payments.Payments.Origin;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.MerchantId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sandbox.simulation.Database.Sums;

/** Who pays whom in a seed, and with what. */
final class Orders {

    private static final DeviceId DEVICE = new DeviceId(new UUID(0, 0));

    private static final int ORDERS = 12;
    private static final int CARD_RAILS = 4;

    final List<CustomerId> customers;
    private final World world;
    final MerchantId merchant;

    Orders(World world) {
        this.world = world;
        this.customers = List.of(customer(3), customer(5), customer(3));
        this.merchant = new MerchantId(world.nextId(3));
        open(merchant.value(), 2, 0);
    }

    /** Each is made when it is taken. */
    Stream<Story> stories() {
        return IntStream.range(0, ORDERS).mapToObj(n -> new Story(world, order(n)));
    }

    private CustomerId customer(int shard) {
        var customer = new CustomerId(world.nextId(shard));
        long money = world.between(0, 4_000_00);
        open(AccountId.of(customer.value(), Asset.UZS).value(), 1, money);
        var ours = SystemAccounts.suspense(Asset.UZS, shard).value();
        var accounts = world.database.accounts;
        accounts.put(ours, accounts.getOrDefault(ours, new Sums(3, 0, 0, 0, 0)).plus(money, 0, 0, 0));
        return customer;
    }

    private void open(UUID account, long kind, long money) {
        world.database.accounts.put(
                kind == 2 ? AccountId.of(account, Asset.UZS).value() : account, new Sums(kind, 0, money, 0, 0));
    }

    private Order order(int n) {
        var customer = customers.get(n % customers.size());
        boolean byCard = world.random.nextInt(3) > 0;
        Source source = byCard ? new Source.OwnCard(card(customer), scheme(), "4*1") : new Source.OwnWallet();
        Destination card = new Destination.ToCard(card(customer), scheme(), "4*2", world.between(0, 3) > 0);
        Destination destination = switch (world.random.nextInt(4)) {
            case 0, 1 -> card;
            case 2 -> new Destination.ToWallet(byCard ? customer : anyOther(customer));
            default -> new Destination.ToMerchant(merchant, "Kitob olami", "5942");
        };
        var amount = new Money(100_00 + world.between(0, 900_00), Asset.UZS);
        var key = "order-%02d-key".formatted(n);
        return new Order(
                customer,
                key,
                key.getBytes(StandardCharsets.UTF_8),
                amount,
                world.payers.source(n, source),
                destination,
                Origin.of(DEVICE));
    }

    private CardId card(CustomerId customer) {
        return new CardId(world.nextId(customer.shard()));
    }

    private CustomerId anyOther(CustomerId customer) {
        return customers.get((customers.indexOf(customer) + 1) % customers.size());
    }

    private Scheme scheme() {
        return world.rails.get(world.random.nextInt(CARD_RAILS)).scheme;
    }
}
