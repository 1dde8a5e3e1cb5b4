package loads;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One payment somebody wants.
 *
 * @param key never used for another payment
 * @param kind such as {@code UZCARD to merchant}
 * @param minor tiyin
 */
record Order(Person person, String key, String kind, long minor, String body) {

    private static final int HUNDRED = 100;
    private static final AtomicInteger TURN = new AtomicInteger();

    /** From somebody's card to a merchant, one rail after the other. */
    static Order toMerchant(World world) {
        var rail = World.RAILS.get(Math.floorMod(TURN.getAndIncrement(), World.RAILS.size()));
        return of(
                any(world.people()),
                name(rail) + " to merchant",
                rail,
                _ -> "{\"type\":\"merchant\",\"merchant\":\"" + any(world.merchants()) + "\"}");
    }

    /** From somebody's card to their card on another rail, one pair after the other. */
    static Order toCard(World world) {
        int turn = TURN.getAndIncrement();
        int from = Math.floorMod(turn, World.RAILS.size());
        int further = 1 + Math.floorMod(turn / World.RAILS.size(), World.RAILS.size() - 1);
        var rail = World.RAILS.get(from);
        var other = World.RAILS.get((from + further) % World.RAILS.size());
        return of(any(world.people()), name(rail) + " to " + name(other), rail, person -> card(person, other));
    }

    /** All that {@link #toMerchant} may be. */
    static List<String> kindsToMerchant() {
        return World.RAILS.stream().map(rail -> name(rail) + " to merchant").toList();
    }

    /** All that {@link #toCard} may be. */
    static List<String> kindsToCard() {
        return World.RAILS.stream()
                .flatMap(from ->
                        World.RAILS.stream().filter(to -> !to.equals(from)).map(to -> name(from) + " to " + name(to)))
                .toList();
    }

    // Whole sums: the last two digits can mean a fault to the sandbox.
    private static Order of(Person person, String kind, String from, Function<Person, String> destination) {
        long sum = ThreadLocalRandom.current().nextLong(1_000, 10_000);
        var body = "{\"amount\":{\"value\":\"%d.00\",\"currency\":\"UZS\"},\"source\":%s,\"destination\":%s}"
                .formatted(sum, card(person, from), destination.apply(person));
        var random = ThreadLocalRandom.current();
        return new Order(person, new UUID(random.nextLong(), random.nextLong()).toString(), kind, sum * HUNDRED, body);
    }

    private static String card(Person person, String rail) {
        return "{\"type\":\"card\",\"card\":\"" + person.cards().get(rail) + "\"}";
    }

    private static String name(String rail) {
        return rail.toUpperCase(Locale.ROOT);
    }

    private static <T> T any(List<T> list) {
        return list.get(ThreadLocalRandom.current().nextInt(list.size()));
    }
}
