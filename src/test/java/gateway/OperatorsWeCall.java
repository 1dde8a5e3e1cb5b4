package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import sandbox.Counterparty;
import sandbox.click.ClickHost;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;
import sandbox.payme.PaymeHost;
import sandbox.uzum.UzumHost;

/** Payme, Click and Uzum as the bank calls them: two that keep a card, and one that shows codes. */
final class OperatorsWeCall implements AutoCloseable {

    /** Of a card that both of them keep. */
    static final String NUMBER = "8600495473316478";

    private static final Map<String, String> CODES_BY_SMS = Map.of("payme", "666666", "click", "77777");
    private static final AtomicInteger SHOWN = new AtomicInteger();

    private final Map<String, Counterparty> byName;
    private final Map<String, String> settings = new HashMap<>();

    OperatorsWeCall(Path folder) {
        var payme = new PaymeHost(0, folder.resolve("payme.jsonl"));
        var click = new ClickHost(0, folder.resolve("click.jsonl"));
        var uzum = new UzumHost(0, folder.resolve("uzum.jsonl"));
        byName = Map.of("payme", payme, "click", click, "uzum", uzum);
        settings.putAll(PaymeHost.settings(payme.port()));
        settings.putAll(ClickHost.settings(click.port()));
        settings.putAll(UzumHost.settings(uzum.port()));
    }

    /** Where the bank finds them, and what else the story wants. */
    Map<String, String> settings(Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    Counterparty named(String operator) {
        return Objects.requireNonNull(byName.get(operator), operator);
    }

    Collection<Counterparty> all() {
        return byName.values();
    }

    static Reply link(MobileApp phone, String number, String operator) {
        return phone.post(
                "/v1/cards",
                "{\"pan\":\"%s\",\"expiry\":\"2030-12\",\"through\":\"%s\"}".formatted(number, operator),
                MobileApp.newKey());
    }

    /** The operator keeps the card from now on, although a wrong code came first; emits the card's id. */
    static String kept(MobileApp phone, String operator) {
        var link = link(phone, NUMBER, operator);
        assertThat(link.status()).as(link.text()).isEqualTo(202);
        var path = "/v1/cards/registrations/%s/confirm"
                .formatted(link.body().path("registrationId").asString());
        var refused = phone.post(path, "{\"code\":\"111111\"}", MobileApp.newKey());
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.body().path("type").asString()).endsWith("/problems/code-refused");
        var code = "{\"code\":\"%s\"}".formatted(CODES_BY_SMS.get(operator));
        var linked = phone.post(path, code, MobileApp.newKey());
        assertThat(linked.status()).as(linked.text()).isEqualTo(201);
        assertThat(linked.body().path("scheme").asString()).isEqualTo(operator);
        return linked.body().path("id").asString();
    }

    static String card(String id) {
        return "{\"type\":\"card\",\"card\":\"%s\"}".formatted(id);
    }

    /** One of Uzum's that nobody was shown before. */
    static String code() {
        return "{\"type\":\"code\",\"code\":\"9%039d\"}".formatted(SHOWN.incrementAndGet());
    }

    @Override
    public void close() {
        byName.values().forEach(Counterparty::close);
    }
}
