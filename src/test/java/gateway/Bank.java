package gateway;

import static java.util.Map.entry;

import gateway.platform.http.StaffRole;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import sandbox.Counterparty;
import sandbox.SandboxControl;
import sandbox.abs.AbsHost;
import sandbox.embedded.Database;
import sandbox.embedded.Scratch;
import sandbox.embedded.Stores;
import sandbox.humo.HumoHost;
import sandbox.identity.PersonRegistry;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import sandbox.sms.EskizProvider;
import sandbox.sms.Inbox;
import sandbox.sms.PlayMobileProvider;
import sandbox.uzcard.SvGate;
import sandbox.visa.VisaHost;

/** The whole gateway on a fresh database, with every counterparty beside it, for stories across modules. */
final class Bank implements AutoCloseable {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String INDEX_KEY = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
    static final String STAFF = "staff-token-of-the-story";
    /** Of a second person with every role. */
    static final String COLLEAGUE = "colleague-token-of-the-story";

    /** How a bank is whose database keeps it waiting is tested elsewhere; here a busy machine may take its time. */
    private static final Map<String, String> PATIENT = Map.ofEntries(
            entry("spring.r2dbc.pool.max-acquire-time", "15s"),
            entry("spring.r2dbc.pool.max-create-connection-time", "15s"),
            entry("spring.r2dbc.pool.max-validation-time", "15s"),
            entry("spring.r2dbc.properties.connectTimeout", "15s"),
            entry("spring.r2dbc.properties.statementTimeout", "20s"),
            entry("spring.r2dbc.properties.lockWaitTimeout", "15s"),
            entry("gateway.http.request-timeout", "30s"),
            entry("gateway.journal.connect-timeout", "15s"),
            entry("gateway.journal.batch-timeout", "20s"),
            entry("gateway.journal.commit-timeout", "20s"),
            entry("gateway.journal.max-wait", "15s"));

    final Database database = Stores.database();
    final SvGate uzcard;
    final HumoHost humo;
    final VisaHost visa;
    final AbsHost abs;
    final Inbox inbox;
    final PersonRegistry registry;
    private final Path absBooks;
    private final EskizProvider sms;
    private final PlayMobileProvider playMobile;
    private final SandboxControl control;
    private final ConfigurableApplicationContext gateway;

    private Bank(Map<String, String> more, ApplicationContextInitializer<?>... guests) throws Exception {
        Path folder = Scratch.passing("oqim-story");
        inbox = Inbox.in(folder.resolve("sms.jsonl"));
        uzcard = new SvGate(0, folder.resolve("uzcard.jsonl"), inbox);
        humo = new HumoHost(0, 0, folder.resolve("humo.jsonl"));
        visa = new VisaHost(0, folder.resolve("visa.jsonl"));
        absBooks = folder.resolve("abs.jsonl");
        abs = new AbsHost(0, absBooks);
        sms = new EskizProvider(0, inbox);
        playMobile = new PlayMobileProvider(0, inbox);
        registry = new PersonRegistry(0);
        control = new SandboxControl(0, List.<Counterparty>of(uzcard, humo, visa, sms, registry), inbox);
        var application = new SpringApplication(GatewayApplication.class);
        application.addInitializers(new ProductOnly());
        application.addInitializers(guests);
        gateway = application.run(arguments(more));
    }

    /** @param guests hear of the application before anything in it begins */
    static Bank open(Map<String, String> more, ApplicationContextInitializer<?>... guests) {
        try {
            return new Bank(more, guests);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token of somebody who has that role and no other. */
    static String staffWithOnly(StaffRole role) {
        return "staff-token-of-" + role;
    }

    private static void addStaff(Map<String, Object> all, String name, String token, List<StaffRole> roles)
            throws NoSuchAlgorithmException {
        var member = "gateway.sessions.access.staff." + name;
        var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        all.put(member + ".token-sha256", HexFormat.of().formatHex(hash));
        all.put(member + ".roles", roles.stream().map(Enum::name).collect(Collectors.joining(",")));
    }

    MobileApp phone() {
        return phone(Device.fresh());
    }

    MobileApp phone(Device device) {
        return new MobileApp(url(), URI.create("http://127.0.0.1:" + control.port()), device, null);
    }

    URI url() {
        return URI.create("http://localhost:" + property("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return gateway.getBean(type);
    }

    /** Everything in the gateway that its own code made, as it would print itself. */
    String printed() {
        var all = new StringBuilder();
        for (var name : gateway.getBeanFactory().getSingletonNames()) {
            var bean = gateway.getBeanFactory().getSingleton(name);
            if (bean != null && bean.getClass().getName().startsWith("gateway.")) {
                all.append(name).append(' ').append(bean).append('\n');
            }
        }
        return all.toString();
    }

    void add(String name, Object bean) {
        gateway.getBeanFactory().registerSingleton(name, bean);
    }

    String property(String name) {
        return java.util.Objects.requireNonNull(gateway.getEnvironment().getProperty(name), name);
    }

    /** The one number that its database answers with. */
    long number(String sql) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Registers a merchant as the bank's staff does; emits its id. */
    String merchant(String name) throws Exception {
        var client = java.net.http.HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(url().resolve("/admin/api/merchants"))
                .header("Authorization", "Bearer " + STAFF)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", MobileApp.newKey())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"%s\",\"category\":\"5942\"}".formatted(name)))
                .build();
        var answer = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(answer.body())
                .path("id")
                .asString();
    }

    @Override
    public void close() {
        gateway.close();
        control.close();
        sms.close();
        playMobile.close();
        abs.close();
        registry.close();
        visa.close();
        humo.close();
        uzcard.close();
    }

    /** They outrank the product's own configuration. */
    private String[] arguments(Map<String, String> more) throws Exception {
        return properties(more).entrySet().stream()
                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new);
    }

    private Map<String, Object> properties(Map<String, String> more) throws Exception {
        var all = new HashMap<String, Object>(database.properties());
        all.put("server.port", "0");
        all.put("server.address", "127.0.0.1");
        all.put("management.server.port", "0");
        all.put("spring.liquibase.enabled", "false");
        all.put("spring.data.redis.url", Stores.redis().toString());
        all.putAll(PATIENT);
        all.put("gateway.crypto.key", KEY);
        all.put("gateway.cards.vault.keys.1", KEY);
        all.put("gateway.cards.vault.current", "1");
        if (more.containsKey("gateway.corebanking.pack")) {
            all.putAll(AbsHost.settings(abs.port(), absBooks));
        }
        all.put("gateway.cards.vault.index-key", INDEX_KEY);
        addStaff(all, "staff", STAFF, List.of(StaffRole.values()));
        addStaff(all, "colleague", COLLEAGUE, List.of(StaffRole.values()));
        for (var role : StaffRole.values()) {
            addStaff(all, role.name().toLowerCase(Locale.ROOT), staffWithOnly(role), List.of(role));
        }
        all.put("gateway.notifications.sms.eskiz.url", "http://127.0.0.1:" + sms.port() + "/api");
        all.put("gateway.notifications.sms.eskiz.email", "oqim@sandbox");
        all.put("gateway.notifications.sms.eskiz.password", "sandbox");
        all.put("gateway.notifications.sms.playmobile.url", "http://127.0.0.1:" + playMobile.port());
        all.put("gateway.notifications.sms.playmobile.username", "oqim");
        all.put("gateway.notifications.sms.playmobile.password", "sandbox");
        all.put("gateway.customers.kyc.registry", "http://127.0.0.1:" + registry.port() + "/");
        all.put("gateway.customers.kyc.token", "sandbox");
        all.put("gateway.processors.uzcard.url", "http://127.0.0.1:" + uzcard.port() + "/");
        all.put("gateway.processors.uzcard.username", "oqim");
        all.put("gateway.processors.uzcard.password", "sandbox");
        all.put("gateway.processors.humo.url", "http://127.0.0.1:" + humo.port() + "/");
        all.put("gateway.processors.humo.username", "gateway");
        all.put("gateway.processors.humo.password", "sandbox");
        all.put("gateway.processors.humo.middleware-url", "http://127.0.0.1:" + humo.middlewarePort() + "/");
        all.put("gateway.processors.humo.middleware-token", "sandbox");
        all.put("gateway.processors.visa.host", "127.0.0.1");
        all.put("gateway.processors.visa.port", String.valueOf(visa.port()));
        all.putAll(more);
        return all;
    }
}
