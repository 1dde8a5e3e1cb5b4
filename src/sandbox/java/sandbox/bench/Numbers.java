package sandbox.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run found.
 *
 * @param tps card payments to 1,000 merchants a second
 * @param tpcbRatio the same by pgbench's transactions a second; empty when pgbench is not installed
 * @param cpuMsPerPayment of gateway, PostgreSQL and Redis
 * @param journalRatio the journal alone by one transaction for each payment
 * @param hotRatio payments to one merchant by payments to 1,000
 * @param addedP50Ms what the gateway adds to the rail's time at half the maximum
 * @param rssMb of the gateway at the end
 */
record Numbers(
        double tps,
        OptionalDouble tpcbRatio,
        double cpuMsPerPayment,
        double journalRatio,
        double hotRatio,
        double addedP50Ms,
        double addedP99Ms,
        double readySeconds,
        long rssMb,
        boolean booksAgree) {

    String json() {
        var all = new LinkedHashMap<String, Object>();
        all.put("tps", rounded(tps));
        all.put("tpcb_ratio", tpcbRatio.isEmpty() ? null : rounded(tpcbRatio.getAsDouble()));
        all.put("cpu_ms_per_payment", rounded(cpuMsPerPayment));
        all.put("journal_ratio", rounded(journalRatio));
        all.put("hot_ratio", rounded(hotRatio));
        all.put("added_p50_ms", rounded(addedP50Ms));
        all.put("added_p99_ms", rounded(addedP99Ms));
        all.put("ready_s", rounded(readySeconds));
        all.put("rss_mb", rssMb);
        all.put("books_agree", booksAgree);
        return JsonMapper.shared().writeValueAsString((Map<String, Object>) all) + "\n";
    }

    String table() {
        return String.join(
                "\n",
                row("card to merchant, payments/s", "%,.0f".formatted(tps), "", true),
                tpcbRatio.isEmpty()
                        ? row("by pgbench TPC-B", "pgbench is not installed", "1.2", false)
                        : row(
                                "by pgbench TPC-B",
                                number(tpcbRatio.getAsDouble()),
                                "1.2",
                                tpcbRatio.getAsDouble() >= 1.2),
                row(
                        "CPU ms a payment, gateway + PostgreSQL + Redis",
                        number(cpuMsPerPayment),
                        "≤ 0.30",
                        cpuMsPerPayment <= 0.3),
                row("journal by one transaction each", number(journalRatio), "15", journalRatio >= 15),
                row("one merchant by 1,000", number(hotRatio), "0.9", hotRatio >= 0.9),
                row("added at half load, p50 ms", number(addedP50Ms), "< 3", addedP50Ms < 3),
                row("added at half load, p99 ms", number(addedP99Ms), "< 15", addedP99Ms < 15),
                row("ready, seconds", number(readySeconds), "≤ 20", readySeconds <= 20),
                row("gateway memory, MB", String.valueOf(rssMb), "≤ 700", rssMb <= 700),
                row("books agree", booksAgree ? "yes" : "NO", "yes", booksAgree));
    }

    private static String row(String what, String found, String wanted, boolean reached) {
        return "%-48s %12s %10s  %s"
                .formatted(what, found, wanted, reached ? "" : "missed")
                .stripTrailing();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
