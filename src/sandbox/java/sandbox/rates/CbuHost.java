package sandbox.rates;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.http.Answering;
import sandbox.http.HttpHost;
import tools.jackson.databind.json.JsonMapper;

/** Publishes rates as cbu.uz does: an array of objects whose values but one are texts, for today in Tashkent. */
public final class CbuHost extends HttpHost {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    private final Map<String, String> rates =
            new ConcurrentHashMap<>(Map.of("USD", "12021.22", "EUR", "13950.63", "RUB", "158.34", "VND", "4.61"));

    public CbuHost(int port) {
        super("cbu");
        listen(at(port).protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
                .route(routes -> routes.get("/{language}/arkhiv-kursov-valyut/json/", this::all)));
    }

    /** From now on, so'm for one unit. */
    public void say(String currency, String rate) {
        rates.put(currency, rate);
    }

    @Override
    public String help() {
        return "cbu: GET /ru/arkhiv-kursov-valyut/json/; today's rates of USD, EUR, RUB and VND\n";
    }

    private Publisher<Void> all(HttpServerRequest request, HttpServerResponse response) {
        var day = LocalDate.now(TASHKENT).format(DAY);
        var rows = List.copyOf(rates.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(rate -> row(rate.getKey(), rate.getValue(), day))
                .toList());
        return Answering.send(response, "application/json", MAPPER.writeValueAsBytes(rows), faults().money(0));
    }

    // Not every rate is for one unit.
    private static Map<String, Object> row(String currency, String rate, String day) {
        boolean ten = currency.equals("VND");
        var row = new LinkedHashMap<String, Object>();
        row.put("id", Math.floorMod(currency.hashCode(), 100));
        row.put("Code", "840");
        row.put("Ccy", currency);
        row.put("CcyNm_EN", currency);
        row.put("Nominal", ten ? "10" : "1");
        row.put("Rate", ten ? new BigDecimal(rate).multiply(BigDecimal.TEN).toPlainString() : rate);
        row.put("Diff", "0.00");
        row.put("Date", day);
        return row;
    }
}
