package sandbox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sandbox.embedded.Scratch;
import sandbox.humo.HumoCards;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.run.GatewayNode;
import sandbox.run.Installation;
import sandbox.run.Installation.Running;
import sandbox.run.Part;
import sandbox.run.RunOptions;
import sandbox.run.Wiring;
import tools.jackson.databind.json.JsonMapper;

/** A whole installation in a folder and on ports of its own, with merchants and customers. */
public final class Bank implements AutoCloseable {

    private static final int AT_ONCE = 6;
    private static final String EXPIRY = "2030-12";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Installation installation;
    private final Running running;
    private final Path folder;
    private final boolean temporary;
    private final @Nullable URI front;

    private Bank(Installation installation, Running running, Path folder, boolean temporary, @Nullable URI front) {
        this.installation = installation;
        this.running = running;
        this.folder = folder;
        this.temporary = temporary;
        this.front = front;
    }

    /** @param data null for a temporary folder */
    public static Bank open(int nodes, @Nullable Path data) {
        return open(nodes, data, Wiring.USUAL);
    }

    /** The same with other nodes. */
    public static Bank open(int nodes, @Nullable Path data, Wiring wiring) {
        return openWired(nodes, data, _ -> wiring);
    }

    /** The same with nodes that have to know where everything is. */
    public static Bank openWired(int nodes, @Nullable Path data, Function<RunOptions, Wiring> wiring) {
        var folder = data == null ? Scratch.folder("oqim-chaos") : data;
        var options = new RunOptions(RunOptions.freePort(), folder, data != null, nodes);
        var installation = Installation.in(options, wiring.apply(options));
        // Ctrl-C must not leave servers behind, nor must whoever asks politely first and kills soon after.
        Runtime.getRuntime().addShutdownHook(new Thread(installation::abandon, "stop"));
        return new Bank(installation, installation.start(), folder, data == null, null);
    }

    /** The same bank, whose customers know one address and no nodes. */
    public Bank behind(URI address) {
        return new Bank(installation, running, folder, temporary, address);
    }

    public Running running() {
        return running;
    }

    public Path folder() {
        return folder;
    }

    public Sandbox sandbox() {
        return new Sandbox(running.sandbox());
    }

    public GatewayNode node(int number) {
        return running.nodes().get(number - 1);
    }

    /** Such as {@code postgres}, {@code redis} or {@code gateway-2}. */
    public Part part(String name) {
        return installation.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Parts that have ended without being asked to. */
    public List<String> dead() {
        return installation.parts().stream()
                .filter(part -> !part.process().isAlive())
                .map(Part::name)
                .toList();
    }

    public List<String> merchants(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> merchant("Merchant " + i))
                .toList();
    }

    /** Signed in, with a card of every rail and money in the wallet. */
    public List<Customer> customers(int count) {
        return Together.each(AT_ONCE, IntStream.range(0, count).boxed().toList(), this::customer);
    }

    public MobileApp phone(int node) {
        return new MobileApp(node(node).plain(), running.sandbox(), Device.fresh(), null);
    }

    public Customer customer(int number) {
        var digits = "%07d".formatted(1_000_000 + number);
        var phoneNumber = "99890" + digits;
        var phone = phone(1);
        phone.signIn(phoneNumber);
        var cards = Map.of(
                "uzcard", phone.linkCard(HumoCards.number("86000088" + digits), EXPIRY, phoneNumber),
                "humo", phone.linkCard(HumoCards.number("98600088" + digits), EXPIRY, phoneNumber),
                "visa", phone.linkCard(HumoCards.number("40000012" + digits), EXPIRY, phoneNumber));
        var customer = new Customer(phoneNumber, everywhere(phone), cards);
        new FirstMoney(FirstMoney.in(phone), PAUSE).into(customer);
        return customer;
    }

    private List<MobileApp> everywhere(MobileApp phone) {
        return front == null
                ? Stream.concat(
                                Stream.of(phone),
                                running.nodes().stream().skip(1).map(node -> phone.at(node.plain())))
                        .toList()
                : List.of(phone.at(front));
    }

    /** Stops everything; the folder stays when it was named, or when somebody wants to look at it. */
    public void close(boolean keep) {
        installation.close();
        if (temporary && !keep) {
            Scratch.delete(folder);
        }
    }

    @Override
    public void close() {
        close(true);
    }

    private String merchant(String name) {
        var request = HttpRequest.newBuilder(node(1).plain().resolve("/admin/api/merchants"))
                .header("Authorization", "Bearer " + running.staffToken())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", MobileApp.newKey())
                .POST(BodyPublishers.ofString("{\"name\":\"%s\",\"category\":\"5942\"}".formatted(name)))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException("No merchant: " + answer.statusCode() + " " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body()).path("id").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
