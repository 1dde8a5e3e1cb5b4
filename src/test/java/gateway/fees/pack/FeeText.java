package gateway.fees.pack;

import gateway.fees.tariff.FeePack;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A fee as a tariff writes it, on one line: 1 % of a card-to-card transfer in so'm, unless a test says otherwise. */
public record FeeText(Map<String, String> fields) {

    private static final String WORDS = "{uz: \"nom\", ru: \"имя\", en: \"name\"}";

    public static FeeText plain() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", "transfer");
        fields.put("name", WORDS);
        fields.put("operations", "[card-to-card]");
        fields.put("currency", "UZS");
        fields.put("payer", "sender");
        fields.put("charge", "{percent: \"1\"}");
        fields.put("vat", "{class: none}");
        fields.put("shares", "bank");
        fields.put("refund", "pro-rata");
        return new FeeText(fields);
    }

    /** With other fields, written {@code name: value}. */
    public FeeText with(String... lines) {
        var changed = new LinkedHashMap<>(fields);
        for (var line : lines) {
            var parts = line.split(": ", 2);
            changed.put(parts[0], parts[1]);
        }
        return new FeeText(changed);
    }

    public FeeText without(String field) {
        var changed = new LinkedHashMap<>(fields);
        changed.remove(field);
        return new FeeText(changed);
    }

    /** The pack of one schedule; the first fee stands on line 16. */
    public static String pack(FeeText... fees) {
        return pack(schedule("transfers", 1, "2026-01-01", fees));
    }

    public static String pack(String... schedules) {
        return "format: 1\npack: test\nschedules:\n" + String.join("", schedules);
    }

    /** @param span the first day, and after {@code ..} the day it no longer holds, where it ends */
    public static String schedule(String id, int version, String span, FeeText... fees) {
        var days = List.of(span.split("\\.\\."));
        return """
                - id: %s
                  version: %d
                  decided: 2025-12-01
                  from: %s
                  source: "the test"
                  confidence: sample
                  text:
                    uz: "Namuna"
                    ru: "Пример"
                    en: "Sample"
                  rounding: half-up
                  fees:
                %s%s""".formatted(
                        id,
                        version,
                        days.getFirst(),
                        Arrays.stream(fees).map(fee -> "  - " + fee + "\n").collect(Collectors.joining()),
                        days.size() > 1 ? "  until: " + days.getLast() + "\n" : "")
                .indent(2);
    }

    /** Whole, or the test fails. */
    public static FeePack read(String text) {
        return switch (PackReader.read(text)) {
            case ReadPack.Accepted it -> it.pack();
            case ReadPack.Refused it -> throw new AssertionError(it.faults());
        };
    }

    public static FeePack read(FeeText... fees) {
        return read(pack(fees));
    }

    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
